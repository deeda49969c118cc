export { graphOf } from './graph.ts';
export { inputsFor, lintFiles, type Options, projectOf } from './project.ts';
export { fixesOf, foundIn, type ReadmeCase, readmeCases, reportOf, runCase } from './readme.ts';

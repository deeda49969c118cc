export { graphOf } from './graph.ts';
export { lintFiles, type Options, projectOf } from './project.ts';
export { foundIn, type ReadmeCase, readmeCases, runCase } from './readme.ts';

import type { Path } from '../core/location.ts';
import { scopeOf } from '../init/scope.ts';
import type { Survey } from '../init/survey.ts';
import { configText } from '../init/yaml.ts';
import { fill } from '../pipeline/fill.ts';
import { habitsOf, surveyOf, withAllFacts } from '../pipeline/survey.ts';
import { projectOf } from './project.ts';

/** A project in memory as `lintel init` sees it. */
export function surveyFiles(files: Readonly<Record<Path, string>>): Survey {
  const scope = scopeOf(Object.keys(files).sort(), habitsOf(projectOf({})));
  const loaded = withAllFacts(projectOf({ ...files, 'lintel.yaml': configText({ ...scope, alias: {} }, []) }));
  fill(loaded);
  return surveyOf(loaded, scope);
}

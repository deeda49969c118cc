// The package has no types of its own.
declare module '@bcoe/v8-coverage' {
  interface RangeCov {
    startOffset: number;
    endOffset: number;
    count: number;
  }
  interface FunctionCov {
    functionName: string;
    ranges: RangeCov[];
    isBlockCoverage: boolean;
  }
  interface ScriptCov {
    scriptId: string;
    url: string;
    functions: FunctionCov[];
  }
  export function mergeScriptCovs(scripts: ScriptCov[]): ScriptCov | undefined;
}

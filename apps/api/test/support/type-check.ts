import ts from 'typescript';

const STRICT: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
};

/** What the TypeScript compiler, at its strictest, says about a few files that stand in no folder; empty when it is content. */
export function compilerComplaints(files: Readonly<Record<string, string>>): string[] {
  const host = ts.createCompilerHost(STRICT);
  const { fileExists, readFile, getSourceFile, directoryExists } = host;
  const inMemory = new Map(Object.entries(files).map(([name, text]) => [`/client/${name}`, text]));

  host.fileExists = (path) => inMemory.has(path) || fileExists(path);
  host.readFile = (path) => inMemory.get(path) ?? readFile(path);
  host.directoryExists = (path) => path === '/client' || (directoryExists?.(path) ?? false);
  host.getSourceFile = (path, target, ...rest) => {
    const text = inMemory.get(path);
    return text === undefined
      ? getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, text, {
          languageVersion: ts.ScriptTarget.ES2024,
          impliedNodeFormat: ts.ModuleKind.ESNext,
        });
  };

  const program = ts.createProgram([...inMemory.keys()], STRICT, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line = file ? `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ` : '';
    return line + ts.flattenDiagnosticMessageText(messageText, '\n');
  });
}

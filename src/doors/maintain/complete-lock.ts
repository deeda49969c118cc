/** One package in package-lock.json, as far as this file reads it. */
interface Entry {
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Packages = Record<string, Entry>;

/**
 * Adds the bindings of every platform to the text of a package-lock.json. npm leaves out the ones that its registry does not have,
 * and `npm ci` then fails on the platforms that need them.
 */
export function completeLock(text: string): string {
  const lock = JSON.parse(text) as { readonly packages: Packages };
  const packages = { ...lock.packages };
  for (const [parent, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (!isInstalled(packages, parent, name, range)) {
        packages[placeFor(packages, parent, name)] = bindingEntry(name, range, entry);
      }
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`;
}

/** Only an exact version can be compared here; npm has compared the ranges. */
function isInstalled(packages: Packages, parent: string, name: string, range: string): boolean {
  const nearest = places(parent, name).find((place) => place in packages);
  if (nearest === undefined) return false;
  return !/^\d/.test(range) || packages[nearest]?.version === range;
}

/** npm puts a package as high as it can. An entry without `integrity` came from here, so a newer one replaces it. */
function placeFor(packages: Packages, parent: string, name: string): string {
  const free = places(parent, name).findLast((place) => packages[place]?.integrity === undefined);
  if (free === undefined) throw new Error(`no free place for ${name}, which ${parent} needs`);
  return free;
}

/** Where Node looks for a package that `parent` imports, nearest first. */
function places(parent: string, name: string): string[] {
  const found = [`${parent}/node_modules/${name}`];
  let folder = parent;
  while (folder.includes('/node_modules/')) {
    folder = folder.slice(0, folder.lastIndexOf('/node_modules/'));
    found.push(`${folder}/node_modules/${name}`);
  }
  return parent === '' ? [`node_modules/${name}`] : [...found, `node_modules/${name}`];
}

/** Keys in the order in which npm writes them: `version`, then plain values, then objects, each by name. */
function bindingEntry(name: string, range: string, parent: Entry): Entry {
  const [version] = /\d+\.\d+\.\d+\S*$/.exec(range) ?? [];
  if (version === undefined) throw new Error(`${name}: the range ${range} does not name a version`);
  const { cpu, libc, os } = platformOf(name);
  const { dev, license, engines } = parent;
  return {
    version,
    ...(cpu && { cpu: [cpu] }),
    ...(dev && { dev }),
    ...(libc && { libc: [libc] }),
    ...(license && { license }),
    optional: true,
    ...(os && { os: [os] }),
    ...(engines && { engines }),
  } as Entry;
}

const platformName =
  /(?:^|[/-])(?:(?<os>aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-(?<cpu>arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64|universal)|wasm32-wasi)(?:-(?<abi>eabi|gnu|gnueabihf|msvc|musl|musleabihf))?$/;

/** Names of bindings follow one pattern, such as `@oxc-parser/binding-linux-x64-gnu`. */
function platformOf(name: string): { readonly cpu?: string; readonly libc?: string; readonly os?: string } {
  const groups = platformName.exec(name)?.groups;
  if (!groups) throw new Error(`${name} does not end in the name of a platform; add it to package-lock.json by hand`);
  const { os, cpu = 'wasm32', abi = '' } = groups;
  return {
    ...(os && { os }),
    ...(cpu !== 'universal' && { cpu }),
    ...(abi.startsWith('gnu') && { libc: 'glibc' }),
    ...(abi.startsWith('musl') && { libc: 'musl' }),
  };
}

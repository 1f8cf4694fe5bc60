// Finds programs by name, so that no test knows where a system keeps them.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * The path of the first of `names` on PATH, or of the program named by the environment variable.
 * @param {string} variable
 * @param {string[]} names
 * @param {string} debianPackage
 */
export function program(variable, names, debianPackage) {
  const given = process.env[variable];
  if (given) return given;
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here; look on.
      }
    }
  }
  throw new Error(`${names[0]} is not installed: apt-get install ${debianPackage}, or set ${variable} to its path`);
}

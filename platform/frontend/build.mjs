// Builds dist/ from src/ and the npm packages: a style sheet and a script module for the site, small ones for Wagtail's editing
// pages, images and the fonts of the certificates.
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import * as esbuild from "esbuild";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const CSS_LIMIT_BYTES = 26 * 1024;

function compileStyles(name) {
  // The load path is the folder above node_modules, because the Ministry of Justice's files name it in their imports.
  return sass.compile(join(here, `src/scss/${name}.scss`), {
    loadPaths: [here],
    quietDeps: true,
    style: "compressed",
  }).css;
}

async function buildStyles() {
  const css = compileStyles("lodestar");
  const zipped = gzipSync(css).length;
  if (zipped > CSS_LIMIT_BYTES) {
    throw new Error(`The style sheet is ${zipped} bytes gzipped; the limit is ${CSS_LIMIT_BYTES}.`);
  }
  await mkdir(join(dist, "css"), { recursive: true });
  await writeFile(join(dist, "css/lodestar.css"), css);
  await writeFile(join(dist, "css/editing.css"), compileStyles("editing"));
  return { css, zipped };
}

async function buildScripts() {
  await esbuild.build({
    absWorkingDir: here,
    entryPoints: ["src/js/lodestar.js", "src/js/editing.js"],
    outdir: "dist/js",
    bundle: true,
    format: "esm",
    minify: true,
    legalComments: "none",
    target: "es2020",
    logLevel: "warning",
  });
  return gzipSync(await readFile(join(dist, "js/lodestar.js"))).length;
}

// Fingerprinting on the server fails on a style sheet that names a missing file, so copy just the images it names.
async function copyNamedImages(css) {
  const names = new Set([...css.matchAll(/url\(["']?\.\.\/images\/([^"')]+)["']?\)/g)].map((match) => match[1]));
  const source = join(here, "node_modules/@ministryofjustice/frontend/moj/assets/images");
  await cp(join(here, "src/images"), join(dist, "images"), { recursive: true });
  for (const name of names) await cp(join(source, name), join(dist, "images", name));
}

async function copyFonts() {
  const source = join(here, "node_modules/dejavu-fonts-ttf");
  for (const name of ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]) {
    await cp(join(source, "ttf", name), join(dist, "fonts", name));
  }
  await cp(join(source, "LICENSE"), join(dist, "fonts/LICENSE"));
}

await rm(dist, { recursive: true, force: true });
const styles = await buildStyles();
const scripts = await buildScripts();
await copyNamedImages(styles.css);
await copyFonts();
console.log(`dist/ built: style sheet ${styles.zipped} bytes gzipped, script ${scripts} bytes gzipped.`);

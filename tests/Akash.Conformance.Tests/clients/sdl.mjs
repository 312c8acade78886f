// What the official SDK makes of SDL files, for tests/Akash.Benchmarks: validate, manifest, hash.
//
//   node sdl.mjs once FILE             prints the hash and the file, as `akash-action sdl hash` does
//   node sdl.mjs hash LIST             the same for each file of a list, one a line; nothing for those it refuses
//   node sdl.mjs rounds N WARM LIST    reads and hashes all files N times after WARM times, and prints what that took
import { readFileSync } from "node:fs";
import { generateManifest, generateManifestVersion } from "@akashnetwork/chain-sdk";
import yaml from "js-yaml";

async function hash(file) {
  const result = generateManifest(yaml.load(readFileSync(file, "utf8")));
  return result.ok ? Buffer.from(await generateManifestVersion(result.value.groups)).toString("hex") : undefined;
}

const lines = (list) => readFileSync(list, "utf8").split("\n").filter((line) => line);
const [verb, ...rest] = process.argv.slice(2);
if (verb === "once") {
  console.log(`${await hash(rest[0])}  ${rest[0]}`);
} else if (verb === "hash") {
  for (const file of lines(rest[0])) {
    const version = await hash(file).catch(() => undefined);
    if (version) console.log(`${version}  ${file}`);
  }
} else {
  const [rounds, warm, files] = [Number(rest[0]), Number(rest[1]), lines(rest[2])];
  for (let round = 0; round < warm; round++) for (const file of files) await hash(file);
  const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
  for (let round = 0; round < rounds; round++) for (const file of files) await hash(file);
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({
    wallMicroseconds: Number(process.hrtime.bigint() - start) / 1e3, cpuMicroseconds: user + system, peakKibibytes: process.resourceUsage().maxRSS,
  }));
}

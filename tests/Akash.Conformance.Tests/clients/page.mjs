// A visitor of the sandbox's page: sees a deployment arrive, and uses every control once.
import { createChainNodeSDK, createStargateClient } from "@akashnetwork/chain-sdk";
import { chromium } from "playwright-core";
import { deposit, expect, group, hash, settings } from "./deployment.mjs";

const browser = await chromium.launch({
  executablePath: settings.chromium, args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage();
const troubles = [];
page.on("console", (message) => { if (message.type() === "error") troubles.push(message.text()); });
page.on("pageerror", (error) => troubles.push(error.message));
await page.goto(settings.page);

// It shows the network, and follows it.
await page.waitForFunction(() => document.body.dataset.height);
const height = Number(await page.evaluate(() => document.body.dataset.height));
await page.waitForFunction((before) => Number(document.body.dataset.height) > before + 1, height);
await page.getByText("Nothing is deployed.").waitFor();

// A deployment arrives by itself, with its message in the blocks and the bids in the log.
const signer = createStargateClient({ baseUrl: settings.rpc, signerMnemonic: settings.tenant });
const sdk = createChainNodeSDK({ query: { baseUrl: settings.grpc }, tx: { signer } });
const { address } = await signer.getAccount();
await sdk.akash.deployment.v1beta4.createDeployment({ id: { owner: address, dseq: settings.dseq }, groups: [group], hash: hash(1), deposit: deposit("500000") });
await page.locator("#deployments code", { hasText: String(settings.dseq) }).waitFor();
await page.locator("#blocks", { hasText: "CreateDeployment" }).waitFor();
await page.locator("#log", { hasText: `bids on ${settings.dseq}/1/1` }).waitFor();
await signer.disconnect();

// Everything it offers can be done.
await page.locator("#providers li", { hasText: "audited" }).getByRole("button", { name: "Stop" }).click();
await page.locator("#providers li", { hasText: "audited" }).getByText("down").waitFor();
await page.getByLabel("behaviour of gpu").selectOption("no-bids");
await page.getByLabel("fault").selectOption("lost-answer");
await page.getByLabel("target").selectOption("rpc");
await page.getByLabel("method").fill("broadcast_tx_*");
await page.getByLabel("percent").fill("25");
await page.getByRole("button", { name: "Switch on" }).click();
await page.locator("#faults li", { hasText: "lost-answer rpc broadcast_tx_* · 25 %" }).waitFor();
await page.getByLabel("snapshot").fill("before");
await page.getByRole("button", { name: "Save ledger" }).click();
await page.locator("#snapshots li", { hasText: "before" }).waitFor();
await page.getByRole("button", { name: "+1 hour" }).click();
await page.locator("#vitals", { hasText: "+1 h" }).waitFor();
await page.getByRole("button", { name: "Pause" }).click();
await page.getByRole("button", { name: "Resume" }).waitFor();

expect(troubles.length === 0, `no trouble in the browser, got: ${troubles.join("; ")}`);
await browser.close();
console.log("done");
process.exit(0);

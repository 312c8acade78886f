// A deployment's life with the official SDK: queries over gRPC, transactions over RPC, its own defaults for gas and memo.
import { createChainNodeSDK, createStargateClient } from "@akashnetwork/chain-sdk";
import { deposit, expect, group, hash, settings } from "./deployment.mjs";

async function connect(mnemonic) {
  const signer = createStargateClient({ baseUrl: settings.rpc, signerMnemonic: mnemonic });
  const sdk = createChainNodeSDK({ query: { baseUrl: settings.grpc }, tx: { signer } });
  return { sdk, signer, address: (await signer.getAccount()).address };
}

const tenant = await connect(settings.tenant);
const provider = await connect(settings.provider);
const dseq = settings.dseq;
const id = { owner: tenant.address, dseq };
const bidId = { owner: tenant.address, dseq, gseq: 1, oseq: 1, provider: provider.address, bseq: 0 };

await provider.sdk.akash.provider.v1beta4.createProvider({
  owner: provider.address, hostUri: "https://127.0.0.1:8443", attributes: [{ key: "region", value: "eu" }], info: { email: "", website: "" },
});
await tenant.sdk.akash.deployment.v1beta4.createDeployment({ id, groups: [group], hash: hash(1), deposit: deposit("500000") });
await provider.sdk.akash.market.v1beta5.createBid({
  id: bidId, price: { denom: "uact", amount: "500" }, deposit: deposit("500000"), resourcesOffer: [],
});

const { bids } = await tenant.sdk.akash.market.v1beta5.getBids({ filters: { owner: tenant.address, dseq, state: "open" } });
expect(bids.length === 1 && bids[0].bid.id.provider === provider.address, "one open bid");
await tenant.sdk.akash.market.v1beta5.createLease({ bidId: bids[0].bid.id });

await tenant.sdk.akash.escrow.v1.accountDeposit({
  signer: tenant.address, id: { scope: 1, xid: `${tenant.address}/${dseq}` }, deposit: deposit("250000"),
});

// The SDK simulates without the fee, so an update costs more gas than it asks for: as on the network.
let update = "the update succeeded";
try {
  await tenant.sdk.akash.deployment.v1beta4.updateDeployment({ id, hash: hash(2) });
} catch (error) {
  update = `${error.message} ${error.cause?.message ?? ""}`;
}
expect(/out of gas|code 11/i.test(update), `the update to run out of gas, got: ${update}`);

const generous = createStargateClient({ baseUrl: settings.rpc, signerMnemonic: settings.tenant, gasMultiplier: 2 });
const patient = createChainNodeSDK({ query: { baseUrl: settings.grpc }, tx: { signer: generous } });
await patient.akash.deployment.v1beta4.updateDeployment({ id, hash: hash(2) });

const { leases } = await tenant.sdk.akash.market.v1beta5.getLeases({ filters: { owner: tenant.address, dseq, state: "active" } });
expect(leases.length === 1, "one active lease");
await patient.akash.deployment.v1beta4.closeDeployment({ id });
const { deployment, groups, escrowAccount } = await tenant.sdk.akash.deployment.v1beta4.getDeployment({ id });
expect(deployment.state === 2 && groups[0].state === 4 && escrowAccount.state.state === 2, "deployment, group and account to be closed");

await Promise.all([tenant.signer, provider.signer, generous].map((signer) => signer.disconnect()));
console.log("done");
process.exit(0);

// A deployment's life with CosmJS: everything over CometBFT's RPC, gas simulated by its own defaults.
import { DirectSecp256k1HdWallet, Registry } from "@cosmjs/proto-signing";
import { defaultRegistryTypes, GasPrice, SigningStargateClient } from "@cosmjs/stargate";
import { MsgAccountDeposit } from "@akashnetwork/chain-sdk/private-types/akash.v1";
import { MsgCloseDeployment, MsgCreateDeployment, MsgCreateProvider } from "@akashnetwork/chain-sdk/private-types/akash.v1beta4";
import { MsgCreateBid, MsgCreateLease } from "@akashnetwork/chain-sdk/private-types/akash.v1beta5";
import { deposit, expect, group, hash, settings } from "./deployment.mjs";

const types = [MsgAccountDeposit, MsgCloseDeployment, MsgCreateDeployment, MsgCreateProvider, MsgCreateBid, MsgCreateLease];
const url = (type) => `/${type.$type}`;

async function connect(mnemonic) {
  const wallet = await DirectSecp256k1HdWallet.fromMnemonic(mnemonic, { prefix: "akash" });
  const [{ address }] = await wallet.getAccounts();
  const registry = new Registry([...defaultRegistryTypes, ...types.map((type) => [url(type), type])]);
  const client = await SigningStargateClient.connectWithSigner(settings.rpc, wallet, { registry, gasPrice: GasPrice.fromString("0.025uakt") });
  return { address, client, send: (type, value) => client.signAndBroadcast(address, [{ typeUrl: url(type), value: type.fromPartial(value) }], "auto") };
}

const tenant = await connect(settings.tenant);
const provider = await connect(settings.provider);
const dseq = settings.dseq;
const id = { owner: tenant.address, dseq };
const bidId = { owner: tenant.address, dseq, gseq: 1, oseq: 1, provider: provider.address, bseq: 0 };

async function succeed(account, type, value) {
  const result = await account.send(type, value);
  expect(result.code === 0, `${type.$type} to succeed, got code ${result.code}: ${result.rawLog}`);
  return result;
}

expect(await tenant.client.getChainId() === settings.chainId, "the chain id of the network file");
expect((await tenant.client.getBalance(tenant.address, "uact")).amount === "1000000000", "the funded balance");

await succeed(provider, MsgCreateProvider, {
  owner: provider.address, hostUri: "https://127.0.0.1:8443", attributes: [], info: { email: "", website: "" },
});
const created = await succeed(tenant, MsgCreateDeployment, { id, groups: [group], hash: hash(1), deposit: deposit("500000") });
expect((await tenant.client.getTx(created.transactionHash)).height === created.height, "the transaction to be found by its hash");
expect(created.events.some((event) => event.type === "akash.deployment.v1.EventDeploymentCreated"), "a typed event");
await succeed(provider, MsgCreateBid, { id: bidId, price: { denom: "uact", amount: "500" }, deposit: deposit("500000"), resourcesOffer: [] });
await succeed(tenant, MsgCreateLease, { bidId });
await succeed(tenant, MsgAccountDeposit, { signer: tenant.address, id: { scope: 1, xid: `${tenant.address}/${dseq}` }, deposit: deposit("250000") });
await succeed(tenant, MsgCloseDeployment, { id });

const refused = await tenant.client.sendTokens(tenant.address, provider.address, [{ denom: "uact", amount: "1" }], { amount: [{ denom: "uakt", amount: "5000" }], gas: "200000" });
expect(refused.code === 5 && refused.rawLog.includes("uact transfers are currently disabled"), `ACT not to be sendable, got ${refused.rawLog}`);
const sent = await tenant.client.sendTokens(tenant.address, provider.address, [{ denom: "uakt", amount: "1" }], "auto");
expect(sent.code === 0, `AKT to be sendable, got ${sent.rawLog}`);

tenant.client.disconnect();
provider.client.disconnect();
console.log("done");

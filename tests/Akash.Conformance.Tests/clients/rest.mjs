// The official SDK in its browser flavour: all queries over the REST gateway.
import { createChainNodeWebSDK } from "@akashnetwork/chain-sdk/web";
import { createStargateClient } from "@akashnetwork/chain-sdk";
import { deposit, expect, group, hash, settings } from "./deployment.mjs";

const signer = createStargateClient({ baseUrl: settings.rpc, signerMnemonic: settings.tenant });
const sdk = createChainNodeWebSDK({ query: { baseUrl: settings.rest }, tx: { signer } });
const { address } = await signer.getAccount();
const id = { owner: address, dseq: settings.dseq };

const { block } = await sdk.cosmos.base.tendermint.v1beta1.getLatestBlock();
expect(block.header.chainId === settings.chainId, "the latest block of this chain");
await sdk.akash.deployment.v1beta4.createDeployment({ id, groups: [group], hash: hash(1), deposit: deposit("500000") });
const { deployments } = await sdk.akash.deployment.v1beta4.getDeployments({ filters: { owner: address, state: "active" } });
expect(deployments.length === 1 && deployments[0].groups[0].groupSpec.name === group.name, "the deployment in the owner's list");
const { deployment, escrowAccount } = await sdk.akash.deployment.v1beta4.getDeployment({ id });
expect(`${deployment.id.dseq}` === `${id.dseq}` && escrowAccount.state.funds.length === 1, "the deployment with its escrow");
const { params } = await sdk.akash.deployment.v1beta4.getParams({});
expect(params.minDeposits.some((coin) => coin.denom === "uact" && coin.amount === "500000"), "the chain's minimum deposit");
const { balances } = await sdk.cosmos.bank.v1beta1.getAllBalances({ address });
expect(balances.find((coin) => coin.denom === "uact").amount === "999500000", "the deposit to have left the balance");
await sdk.akash.deployment.v1beta4.closeDeployment({ id });
const closed = await sdk.akash.deployment.v1beta4.getDeployments({ filters: { owner: address, state: "closed" } });
expect(closed.deployments.length === 1, "the deployment to be closed");

await signer.disconnect();
console.log("done");
process.exit(0);

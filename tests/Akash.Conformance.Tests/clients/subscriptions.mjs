// CosmJS over the WebSocket: calls, and subscriptions to blocks and transactions.
import { DirectSecp256k1HdWallet } from "@cosmjs/proto-signing";
import { GasPrice, SigningStargateClient } from "@cosmjs/stargate";
import { Comet38Client, WebsocketClient } from "@cosmjs/tendermint-rpc";
import { expect, settings } from "./deployment.mjs";

const url = settings.rpc.replace(/^http/, "ws");
const comet = Comet38Client.create(new WebsocketClient(url));
const status = await comet.status();
expect(status.nodeInfo.network === settings.chainId, "the status over the WebSocket");

/** The first event of a stream that fits. */
const first = (stream, fits) => new Promise((resolve, reject) => {
  const subscription = stream.subscribe({
    next: (event) => { if (fits(event)) { subscription.unsubscribe(); resolve(event); } },
    error: reject,
  });
});

const block = await first(comet.subscribeNewBlock(), () => true);
expect(block.header.height >= status.syncInfo.latestBlockHeight, `a new block, got ${block.header.height}`);
const header = await first(comet.subscribeNewBlockHeader(), () => true);
expect(header.height > block.header.height, "a newer header");

const wallet = await DirectSecp256k1HdWallet.fromMnemonic(settings.tenant, { prefix: "akash" });
const [{ address }] = await wallet.getAccounts();
const client = await SigningStargateClient.createWithSigner(comet, wallet, { gasPrice: GasPrice.fromString("0.025uakt") });
const announced = first(comet.subscribeTx(`message.sender='${address}'`), () => true);
const sent = await client.sendTokens(address, address, [{ denom: "uakt", amount: "1" }], "auto");
const seen = await announced;
expect(sent.code === 0 && Buffer.from(seen.hash).toString("hex").toUpperCase() === sent.transactionHash, "the transaction that was sent");

const found = await comet.txSearchAll({ query: `tx.height=${sent.height}` });
expect(found.totalCount === 1 && found.txs[0].height === sent.height, "tx_search to find it by height");

comet.disconnect();
console.log("done");
process.exit(0);

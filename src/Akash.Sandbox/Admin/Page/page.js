// Asks the admin API for everything at each new block, and shows it. No build step, no dependency.
const at = (id) => document.getElementById(id);
const blocksPerMonth = (30.4375 * 86_400) / 6; // a month at the network's six seconds a block
let state, deployments = [], leases = [], shownLog = "", asking = false, askAgain = false;

/** An element with properties and children; text is never parsed as HTML. */
function make(name, properties = {}, ...children) {
  const { class: classes, ...rest } = properties;
  const element = Object.assign(document.createElement(name), rest);
  if (classes) element.className = classes;
  element.append(...children.filter((child) => child !== null));
  return element;
}

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).error ?? `${path}: ${answer.status}`);
  return answer.json();
}

async function change(method, path, body) {
  try {
    const answer = await fetch(path, { method, body: body && JSON.stringify(body), headers: { "Content-Type": "application/json" } });
    if (!answer.ok) throw new Error((await answer.json()).error);
    complain(null);
  } catch (error) {
    complain(error.message);
  }
  await refresh();
}

function complain(text) {
  at("trouble").hidden = !text;
  at("trouble").textContent = text ?? "";
}

async function all(path, name) {
  const items = [];
  for (let key = ""; key !== null;) {
    const page = await get(`/api/chain${path}?pagination.limit=100${key && `&pagination.key=${encodeURIComponent(key)}`}`);
    items.push(...page[name]);
    key = page.pagination.next_key || null;
  }
  return items;
}

async function refresh() {
  if (asking) { askAgain = true; return; }
  asking = true;
  try {
    [state, deployments, leases] = await Promise.all([
      get("/api/state"), all("/akash/deployment/v1beta4/deployments/list", "deployments"), all("/akash/market/v1beta5/leases/list", "leases"),
    ]);
    show();
    await showLog();
  } catch (error) {
    complain(`The sandbox doesn't answer: ${error.message}`);
  } finally {
    asking = false;
    if (askAgain) { askAgain = false; refresh(); }
  }
}

function show() {
  const { network, chain } = state;
  document.body.dataset.height = chain.height;
  at("chain-id").textContent = network.chainId;
  at("pause").textContent = chain.paused ? "Resume" : "Pause";
  at("vitals").replaceChildren(...[
    ["height", chain.height.toLocaleString("en")],
    ["block time", chain.paused ? "paused" : `${chain.blockMilliseconds / 1000} s`],
    ["chain's clock", chain.time.slice(11, 19) + (chain.secondsAhead ? ` +${duration(chain.secondsAhead)}` : "")],
    ["AKT", chain.usdPerAkt ? `$${Number(chain.usdPerAkt).toFixed(2)}` : "no feed"],
    ["minting", chain.minting.toLowerCase()],
  ].map(([term, value]) => make("div", {}, make("dt", {}, term), make("dd", {}, value))));
  showDeployments();
  showProviders();
  showFaults();
  showBlocks();
  showNetwork();
}

function showDeployments() {
  const shown = deployments.filter(({ deployment }) => at("closed").checked || deployment.state === "active")
    .sort((a, b) => Number(b.deployment.created_at) - Number(a.deployment.created_at));
  at("deployment-count").textContent = shown.length || "";
  at("no-deployments").hidden = shown.length > 0;
  at("deployments").replaceChildren(...shown.map(({ deployment, escrow_account }) => {
    const { owner, dseq } = deployment.id;
    const own = leases.filter(({ lease }) => lease.id.owner === owner && lease.id.dseq === dseq && lease.state === deployment.state.replace("closed", lease.state));
    const running = state.providers.flatMap((provider) => provider.leases.filter((lease) => lease.path.startsWith(`${owner}/${dseq}/`)));
    const rate = own.filter(({ lease }) => lease.state === "active").reduce((sum, { lease }) => sum + Number(lease.price.amount), 0);
    const funds = escrow_account.state.funds.reduce((sum, fund) => sum + Number(fund.amount), 0);
    const settled = Number(escrow_account.state.settled_at);
    const left = Math.max(0, funds - rate * Math.max(0, state.chain.height - settled));
    return make("tr", {},
      make("td", {}, make("code", { title: owner }, dseq)),
      make("td", {}, make("span", { class: `dot ${deployment.state === "active" ? "good" : ""}` }, deployment.state)),
      make("td", {}, ...(running.flatMap((lease) => lease.services).map(service))),
      make("td", {}, own.map(({ lease }) => state.providers.find((provider) => provider.address === lease.id.provider)?.name ?? lease.id.provider).join(", ")),
      make("td", { class: "number" }, rate ? `$${(rate * blocksPerMonth / 1e6).toFixed(2)}` : "–"),
      make("td", { class: "number" }, `${(left / 1e6).toFixed(4)} ACT`),
      make("td", { class: "number" }, rate ? duration(left / rate * state.chain.blockMilliseconds / 1000) : "–"));
  }));
}

function service({ name, ready, replicas, uris }) {
  return make("div", {},
    make("span", { class: `dot ${ready >= replicas ? "good" : "warn"}` }, `${name} ${ready}/${replicas} `),
    ...uris.slice(0, 1).map((uri) => make("a", { href: `http://${uri}/`, target: "_blank", rel: "noopener", class: "mono" }, uri)));
}

function showProviders() {
  const behaviours = ["", "no-bids", "bid-delay=5", "hang", "refuse", "shell-103"];
  if (at("providers").contains(document.activeElement) && document.activeElement.tagName === "SELECT") return;
  at("providers").replaceChildren(...state.providers.map((provider) => make("li", {},
    make("div", { class: "line" },
      make("span", { class: `dot name ${provider.down ? "bad" : provider.behaviour ? "warn" : "good"}` }, provider.name),
      make("select", { ariaLabel: `behaviour of ${provider.name}`, onchange: (event) => change("PUT", `/api/providers/${provider.name}/behaviour`, { behaviour: event.target.value }) },
        ...[...new Set([provider.behaviour, ...behaviours])].map((words) => make("option", { value: words, selected: words === provider.behaviour }, words || "behaves"))),
      make("button", { class: "small", onclick: () => change("PUT", `/api/providers/${provider.name}/${provider.down ? "start" : "stop"}`, {}) }, provider.down ? "Start" : "Stop")),
    make("div", { class: "quiet mono" }, provider.hostUri),
    make("div", { class: "quiet" }, provider.down ? "down" : `${provider.leases.length} lease${provider.leases.length === 1 ? "" : "s"}`))));
}

function showFaults() {
  at("fault-count").textContent = state.faults.length || "";
  at("no-faults").hidden = state.faults.length > 0;
  at("faults").replaceChildren(...state.faults.map(({ rule, struck }) => make("li", {},
    make("span", { class: "grow" }, make("span", { class: "dot warn" }, rule.fault), make("span", { class: "quiet" }, ` ${rule.target} ${rule.method ?? ""} · ${+(rule.probability * 100).toFixed(2)} %`)),
    make("span", { class: "quiet" }, `struck ${struck}×`),
    make("button", { class: "small", onclick: () => change("DELETE", `/api/faults/${rule.id}`) }, "Off"))));
}

function showBlocks() {
  at("blocks").replaceChildren(...state.chain.blocks.map((block) => make("li", {},
    make("code", {}, block.height.toLocaleString("en")),
    make("span", { class: "quiet mono" }, block.time.slice(11, 19)),
    make("span", { class: "grow" }, ...block.transactions.map(({ messages, code, log }) =>
      make("div", { class: `dot ${code ? "bad" : "good"}`, title: log }, messages.map((message) => message.replace(/^Msg/, "")).join(", ") + (code ? ` – ${log}` : "")))))));
}

function showNetwork() {
  const { network, chain } = state;
  const upgrade = chain.upgrade ? `${chain.upgrade.name} at ${chain.upgrade.height}` : null;
  const pairs = [["RPC", network.rpc[0]], ["REST", network.rest[0]], ["gRPC", network.grpc[0]], ["faucet", network.faucet], ["upgrade", upgrade]].filter(([, value]) => value);
  at("addresses").replaceChildren(...pairs.flatMap(([term, value]) => [make("dt", {}, term), make("dd", {}, value)]),
    make("dt", {}, "file"), make("dd", {}, make("a", { href: "/network.json" }, "network.json")));
  at("snapshots").replaceChildren(...chain.snapshots.map(({ name, height }) => make("li", {},
    make("span", { class: "grow" }, name, make("span", { class: "quiet" }, ` at ${height.toLocaleString("en")}`)),
    make("button", { class: "small", onclick: () => change("PUT", `/api/snapshots/${encodeURIComponent(name)}/restore`, {}) }, "Restore"),
    make("button", { class: "small", onclick: () => change("DELETE", `/api/snapshots/${encodeURIComponent(name)}`) }, "Forget"))));
}

async function showLog() {
  const running = state.providers.flatMap((provider) => provider.leases.map((lease) => ({ path: lease.path, text: `lease ${lease.path.split("/").slice(1, 4).join("/")} at ${provider.name}` })));
  const source = at("log-source");
  const options = [{ path: "", text: "sandbox" }, ...running];
  const wanted = options.some(({ path }) => path === source.value) ? source.value : "";
  if (JSON.stringify(options.map(({ path }) => path)) !== JSON.stringify([...source.options].map(({ value }) => value))) {
    source.replaceChildren(...options.map(({ path, text }) => make("option", { value: path, selected: path === wanted }, text)));
  }
  const text = wanted === ""
    ? state.log.map(({ time, level, text }) => `${time.slice(11, 19)}  ${level === "Information" ? "" : `${level}: `}${text}`).join("\n")
    : (await get(`/api/leases/${wanted}/logs`)).map(({ pod, line }) => `[${pod}] ${line}`).join("\n");
  if (text === shownLog) return;
  const log = at("log"), follows = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
  log.textContent = shownLog = text;
  if (follows) log.scrollTop = log.scrollHeight;
}

function duration(seconds) {
  for (const [unit, size] of [["d", 86_400], ["h", 3_600], ["min", 60]]) if (seconds >= size) return `${+(seconds / size).toFixed(1)} ${unit}`;
  return `${Math.round(seconds)} s`;
}

at("pause").onclick = () => change("PUT", "/api/production", { paused: !state.chain.paused });
at("block").onclick = () => change("PUT", "/api/blocks", { count: 1 });
at("hour").onclick = () => change("PUT", "/api/time", { advanceSeconds: 3600 });
at("closed").onchange = showDeployments;
at("log-source").onchange = () => showLog();
at("fault-form").onsubmit = (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  change("PUT", "/api/faults", { fault: form.get("fault"), target: form.get("target"), method: form.get("method") || null, probability: Number(form.get("percent")) / 100 });
};
at("snapshot-form").onsubmit = (event) => {
  event.preventDefault();
  change("PUT", `/api/snapshots/${encodeURIComponent(new FormData(event.target).get("name"))}`, {});
  event.target.reset();
};

new EventSource("/api/events").onmessage = refresh;

// Starts oidc-provider with its strict defaults: node server.mjs PORT REDIRECT_URI
// The name that someone signs in with is their role; who signs in as "brief" gets a token of a few seconds.
import { Provider } from "oidc-provider";

const [port, redirect] = process.argv.slice(2);
const BRIEF_SECONDS = 8;
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: "publicstats",
      client_secret: "a secret that only this test knows",
      redirect_uris: [redirect],
      post_logout_redirect_uris: [redirect],
    },
  ],
  claims: { openid: ["sub", "roles"], email: ["email"], profile: ["name"] },
  findAccount: (context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, roles: [id === "brief" ? "reader" : id], email: `${id}@example.org` }),
  }),
  ttl: {
    IdToken: (context) => (context.oidc.entities.Account?.accountId === "brief" ? BRIEF_SECONDS : 3600),
    AccessToken: 3600,
    Interaction: 600,
    Grant: 3600,
    Session: 3600,
  },
});
provider.listen(Number(port), "127.0.0.1");

/** What stands where the page would, until a key is given; it has nothing of the ledger in it. */
export const signInPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sign in · gigaledger</title></head>
<body>
<main>
<h1>Sign in</h1>
<p>This ledger asks for an access key. Whoever runs it makes one with <code>gigaledger keys create</code>.</p>
<form id="sign-in">
<p><label>Key <input id="key" type="password" autocomplete="current-password" required size="60"></label></p>
<p><button>Sign in</button></p>
<p id="says" role="alert"></p>
</form>
</main>
<script src="/sign-in.js"></script>
</body>
</html>
`;

/** Exchanges the key for a cookie that no script can read. */
export const signInScript = `document.querySelector('#sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const says = document.querySelector('#says');
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ key: document.querySelector('#key').value.trim() }),
  }).catch(() => undefined);
  if (answer?.ok) location.reload();
  else says.textContent = answer ? (await answer.json()).detail : 'The server cannot be reached.';
});
`;

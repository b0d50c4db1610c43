# Turns the watcher's rows, one for each name, into the state of each name, and the events since the previous state.
# Arguments: $now, $rows (lines of tabs), $taken (fingerprints that were taken live just now), $nameless (folders of pairs for no name, a
# line each), [$before] (the state before), [$md] (mod_md's own status, or null).

# An alert below this remaining lifetime.
def margin: (.until - .from) / 4;

def seconds: if . == null or . == "" then null else fromdate end;
def text: if . == "" then null else . end;

def lines: split("\n")[] | select(. != "");

def renewal($name): [$md[0]["managed-domains"][]? | select(.name == $name)][0];
def renews_at: (.["renew-at"] // "") | if . == "" then null else (strptime("%a, %d %b %Y %H:%M:%S GMT") | mktime | todate) end;
def error_of: if ((.renewal.errors // 0) > 0) then
    ([.renewal.last.problem, .renewal.last.detail] | map(select(. != null and . != "")) | join(": ") | if . == "" then "the renewal failed" else .[0:240] end)
  else null end;

def state:
  if .servedFingerprint == null then "failed"
  elif .newestFingerprint == null then (if .lastError then "failed" else "waiting" end)
  elif .servedFingerprint != .newestFingerprint and .overdue then "stale"
  # Else the alert of a renewal that fails would turn into one of a certificate that its owner has to renew.
  elif .source == "acme" and .lastError then "failed"
  elif .until - $now < margin then "ending"
  elif .lastError then "failed"
  else "fine" end;

# Without a status of mod_md: as before.
def entry($was):
  split("\t") as [$name, $source, $domain, $fingerprint, $serial, $from, $until, $issuer, $newest, $newestSerial, $overdue, $error]
  | (if $source == "acme" then renewal($domain) else null end) as $renewal
  | ($source == "acme" and $md[0] == null) as $silent
  | { name: $name, source: $source, issuer: ($issuer | text), notBefore: ($from | text), notAfter: ($until | text),
      servedSerial: ($serial | text), newestSerial: ($newestSerial | text),
      servedFingerprint: ($fingerprint | text), newestFingerprint: ($newest | text),
      nextRenewal: (if $renewal then $renewal | renews_at elif $silent then $was.nextRenewal else null end),
      lastError: ($error | text // (if $renewal then $renewal | error_of elif $silent then $was.lastError else null end)),
      overdue: ($overdue == "yes"), from: ($from | seconds), until: ($until | seconds) }
  | .state = state | del(.overdue, .from, .until);

def bad: . == "failed" or . == "stale" or . == "ending";
# The key is the same if it is found again, by a watcher that was killed before it had recorded everything.
def event($type; $key): { id: "\($type):\(.name):\($key)", at: ($now | todate), type: $type, name, source, issuer, serial: .servedSerial, notAfter, detail: (if $type | bad then .lastError else null end) };

# Is the served certificate the newest, or was it so a moment ago?
def proven: .servedFingerprint as $served | $served != null and ($served == .newestFingerprint or ($taken | split(" ") | index([$served]) != null));

def happened($old):
  (if proven and .servedFingerprint != $old.proven
   then event(if $old.proven then "renewed" else "issued" end; ([.servedSerial, $old.provenAt // empty] | join("@"))) else empty end),
  (if (.state | bad) and .state != $old.state then event(.state; $old.since // "first")
   elif (.state | bad) and .lastError != null and .lastError != $old.lastError then event("failed"; $old.failedAt // $old.since)
   elif (.state == "fine") and (($old.state // "") | bad) then event("recovered"; $old.since) else empty end);

($before[0].names // [] | map({ key: .name, value: . }) | from_entries) as $old
| [$rows | lines
   | $old[split("\t")[0]] as $was
   | entry($was)
   # The last certificate of which this was seen.
   | .proven = (if proven then .servedFingerprint else $was.proven end)
   | .provenAt = (if .proven == $was.proven then $was.provenAt else ($now | todate) end)
   | .since = (if .state == $was.state then $was.since else ($now | todate) end)
   | .failedAt = (if .lastError == $was.lastError then $was.failedAt else ($now | todate) end)
   | { entry: ., events: [happened($was)] }]
| { state: { looked: ($now | todate), certificates: $certificates, nameless: [$nameless | lines], names: map(.entry) }, events: map(.events[]) }

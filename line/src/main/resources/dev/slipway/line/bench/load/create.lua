-- A pipeline records what it did within the last day.
function prepare() releases, headers = lines("releases"), api({ ["Content-Type"] = "application/json" }) end

function request()
  local service, version = any(releases):match("(%S+) (%S+)")
  local started = os.time() - math.random(60, 72000)
  return wrk.format("POST", "/api/v1/deployments", headers, string.format(
    '{"service":"%s","version":"%s","environment":"bench-dev","channel":"pipeline","startedAt":"%s","finishedAt":"%s","outcome":"succeeded"}',
    service, version, os.date("!%Y-%m-%dT%H:%M:%SZ", started), os.date("!%Y-%m-%dT%H:%M:%SZ", started + 20)))
end

-- What wrk runs before a workload's own part: its arguments are a folder, the host, and the path of a file. Secrets are in the folder's files.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("seed", 1000 * threads)
end

function lines(name)
  local list = {}
  for line in io.lines(folder .. "/" .. name) do list[#list + 1] = line end
  return list
end

function api(more)
  local headers = { Host = host, Accept = "application/json", Authorization = "Bearer " .. lines("token")[1] }
  for name, value in pairs(more or {}) do headers[name] = value end
  return headers
end

function any(list) return list[math.random(#list)] end

function init(arguments)
  folder, host, path = arguments[1], arguments[2], arguments[3]
  math.randomseed(seed)
  prepare()
end

function done(summary, latency)
  local errors = summary.errors
  print(string.format("row %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end

-- An output filter that holds back the answer to a wrong password for a second: guessing becomes slow, and nobody is locked
-- out. It is httpd's own thread that waits, so only a few may at a time; the count is approximate, and one for each process.
local at_most = 8

local function waiting(r)
  return tonumber(r:ivm_get("refusals")) or 0
end

function slow_refusal(r)
  if r.status ~= 401 or not r.headers_in["Authorization"] or waiting(r) >= at_most then
    return
  end
  r:ivm_set("refusals", waiting(r) + 1)
  r.usleep(1000000)
  r:ivm_set("refusals", waiting(r) - 1)
  coroutine.yield()
  while bucket do
    coroutine.yield(bucket)
  end
end

-- Slows down whoever guesses passwords at Keycloak, by address: ten wrong answers are free, then there is one a minute. A try is charged
-- when it comes in, so that many at once are no way around, and given back when Keycloak takes it. And whoever sends requests of sign-ins
-- and sign-outs by which Keycloak may begin a session: it keeps each for half an hour, also if nothing follows. 600 are free, then there are
-- four a second. httpd's one process counts, and a new one after a reload begins anew.
local TRIES = { name = "sign-in ", free = 10, seconds = 60 }
local BEGINNINGS = { name = "begun ", free = 600, seconds = 0.25 }

-- Until when an address has used up what it may: one number for each, shared among threads; no later than wrong answers can have brought
-- it to, where the clock was set back.
local function used(r, limit)
  return math.min(r:ivm_get(limit.name .. r.useragent_ip) or 0, os.time() + limit.free * limit.seconds)
end

local function charge(r, limit, seconds)
  r:ivm_set(limit.name .. r.useragent_ip, math.max(used(r, limit), os.time()) + seconds)
end

-- One more, or a refusal.
local function count(r, limit)
  local wait = used(r, limit) - os.time() - (limit.free - 1) * limit.seconds
  if wait > 0 then
    r.err_headers_out["Retry-After"] = string.format("%d", math.ceil(wait))
    return 429
  end
  charge(r, limit, limit.seconds)
  return apache2.DECLINED
end

function begin(r)
  return count(r, BEGINNINGS)
end

-- By a cookie of an earlier one, Keycloak begins a sign-in anew here, too, whatever the method.
function admit(r)
  local answer = begin(r)
  if answer ~= apache2.DECLINED or r.method ~= "POST" then
    return answer
  end
  answer = count(r, TRIES)
  if answer == apache2.DECLINED then
    r.notes["sign-in"] = "charged"
  end
  return answer
end

-- The same status says that the password is wrong, and that it is right and a one-time code comes next: the page tells.
function look(r)
  if r.notes["sign-in"] ~= "charged" or r.status ~= 200 then
    return
  end
  coroutine.yield()
  local page = {}
  while bucket do
    page[#page + 1] = bucket
    coroutine.yield(bucket)
  end
  local text = table.concat(page)
  if text:find('id="kc-otp-login-form"', 1, true) and not text:find('aria-invalid="true"', 1, true) then
    r.notes["sign-in"] = "taken"
  end
end

function settle(r)
  if r.notes["sign-in"] == "taken" or r.notes["sign-in"] == "charged" and r.status ~= 200 then
    charge(r, TRIES, -TRIES.seconds)
  end
  return apache2.OK
end

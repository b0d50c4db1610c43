-- Limits password guessing at Keycloak by client address: ten wrong passwords are free, then one a minute. An attempt is charged on arrival,
-- so that parallel attempts do not evade the limit, and refunded if Keycloak accepts it. Also limits requests that make Keycloak begin a
-- session, which it keeps for half an hour even if nothing follows: 600 are free, then four a second. The counters are in httpd's only child
-- process, and start again after a reload.
local TRIES = { name = "sign-in ", free = 10, seconds = 60 }
local BEGINNINGS = { name = "begun ", free = 600, seconds = 0.25 }

-- The time until which an address's quota is used up, shared among threads. If it was charged later than now, the clock was set back since,
-- and the quota starts again. In the order opposite to that of `charge`: with the time of a charge goes its result.
local function used(r, limit)
  local charged = r:ivm_get("charged " .. limit.name .. r.useragent_ip) or 0
  local time = r:ivm_get(limit.name .. r.useragent_ip) or 0
  return charged > os.time() and 0 or time
end

local function charge(r, limit, seconds)
  r:ivm_set(limit.name .. r.useragent_ip, math.max(used(r, limit), os.time()) + seconds)
  r:ivm_set("charged " .. limit.name .. r.useragent_ip, os.time())
end

-- Charges one attempt, or rejects it.
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

-- With a cookie of an earlier sign-in, Keycloak restarts one here, too, whatever the method.
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

-- What Keycloak shows only after a right password, a code or a passkey being next, and for the choice between ways to sign in.
local PAGES = { 'id="kc-otp-login-form"', 'id="kc-form-webauthn"', 'id="kc-select-credential-form"' }

local function isTaken(page)
  for _, mark in ipairs(PAGES) do
    if page:find(mark, 1, true) then
      return not page:find('aria-invalid="true"', 1, true)
    end
  end
  return false
end

-- A wrong password, and a right one with a second factor next, have the same status: the page's content distinguishes them.
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
  if isTaken(table.concat(page)) then
    r.notes["sign-in"] = "taken"
  end
end

function settle(r)
  if r.notes["sign-in"] == "taken" or r.notes["sign-in"] == "charged" and r.status ~= 200 then
    charge(r, TRIES, -TRIES.seconds)
  end
  return apache2.OK
end

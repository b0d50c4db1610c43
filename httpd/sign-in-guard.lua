-- Slows down whoever guesses passwords at Keycloak, by address: ten wrong answers are free, then there is one a minute. A try is charged
-- when it comes in, so that many at once are no way around, and given back when Keycloak takes it. httpd's one process counts, and a new
-- one after a reload begins anew.
local FREE, SECONDS = 10, 60

-- Until when an address has used up what it may: one number for each, shared among threads; no later than wrong answers can have brought
-- it to, where the clock was set back.
local function used(r)
  return math.min(r:ivm_get("sign-in " .. r.useragent_ip) or 0, os.time() + FREE * SECONDS)
end

local function charge(r, seconds)
  r:ivm_set("sign-in " .. r.useragent_ip, math.max(used(r), os.time()) + seconds)
end

function admit(r)
  if r.method ~= "POST" then
    return apache2.DECLINED
  end
  local wait = used(r) - os.time() - (FREE - 1) * SECONDS
  if wait > 0 then
    r.err_headers_out["Retry-After"] = string.format("%d", wait)
    return 429
  end
  charge(r, SECONDS)
  r.notes["sign-in"] = "charged"
  return apache2.DECLINED
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
    charge(r, -SECONDS)
  end
  return apache2.OK
end

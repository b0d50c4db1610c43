-- While a program does not run, any other program on the machine could listen on its port and receive passwords, tokens and sessions: so
-- this checks once a second which user owns the listening socket. For Keycloak and the consoles, which are in no balancer from which the
-- agent could remove a worker. Without separate users there is nothing to check.
local function listener(port)
  local ending = string.format(":%04X 00000000:0000 0A %%S+ %%S+ %%S+ +(%%d+)", port)
  local ending6 = string.format(":%04X %s:0000 0A %%S+ %%S+ %%S+ +(%%d+)", port, string.rep("0", 32))
  local files = {
    { "/proc/net/tcp", "0100007F" .. ending },
    { "/proc/net/tcp6", "0000000000000000FFFF00000100007F" .. ending6 },
    { "/proc/net/tcp", "00000000" .. ending },
    { "/proc/net/tcp6", string.rep("0", 32) .. ending6 },
  }
  for _, one in ipairs(files) do
    local file = io.open(one[1])
    if file then
      local user = file:read("*a"):match(one[2])
      file:close()
      if user then
        return user
      end
    end
  end
end

function admit(r)
  local owner = r.subprocess_env["SLIPWAY_GUARDED_USER"]
  -- httpd's own error page reports it.
  if not owner or owner == "any" or r.uri:sub(1, 10) == "/-/errors/" then
    return apache2.DECLINED
  end
  local port = r.subprocess_env["SLIPWAY_GUARDED"]:match(":(%d+)$")
  local second = os.time()
  if r:ivm_get("second at " .. port) ~= second then
    local user = listener(tonumber(port))
    -- A number: httpd would store true as false.
    r:ivm_set("foreigners at " .. port, (user and user ~= owner) and 1 or 0)
    r:ivm_set("second at " .. port, second)
  end
  if r:ivm_get("foreigners at " .. port) == 1 then
    return 503
  end
  return apache2.DECLINED
end

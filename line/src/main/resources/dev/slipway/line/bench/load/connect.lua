function prepare() ids, headers = lines("ids"), api({ Connection = "close" }) end

function request() return wrk.format("GET", "/api/v1/deployments/" .. any(ids), headers) end

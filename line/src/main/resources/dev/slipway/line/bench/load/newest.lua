function prepare() services, headers = lines("services"), api() end

function request() return wrk.format("GET", "/api/v1/deployments?service=" .. any(services) .. "&limit=20", headers) end

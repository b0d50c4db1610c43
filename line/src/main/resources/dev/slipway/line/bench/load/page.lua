function prepare() headers = { Host = host, Authorization = "Basic " .. lines("basic")[1] } end

function request() return wrk.format("GET", "/", headers) end

function prepare() headers = { Host = host, Connection = "close" } end

function request() return wrk.format("GET", path, headers) end

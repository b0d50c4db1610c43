function prepare() headers = { Host = host } end

function request() return wrk.format("GET", path, headers) end

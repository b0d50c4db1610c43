-- An output filter that holds back the answer to a wrong password for a second: guessing becomes slow, and nobody is locked out.
function slow_refusal(r)
  if r.status ~= 401 or not r.headers_in["Authorization"] then
    return
  end
  r.usleep(1000000)
  coroutine.yield()
  while bucket do
    coroutine.yield(bucket)
  end
end

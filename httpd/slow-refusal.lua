-- An output filter that holds back the answer to a wrong password for a second: guessing becomes slow, and nobody is locked
-- out. It is httpd's own thread that waits, so each process lets only some wait that began in the same second.
function slow_refusal(r)
  if r.status ~= 401 or not r.headers_in["Authorization"] then
    return
  end
  local second = os.time()
  local waiting = 1
  if r:ivm_get("second") == second then
    waiting = r:ivm_get("waiting") + 1
  end
  if waiting > 32 then
    return
  end
  r:ivm_set("second", second)
  r:ivm_set("waiting", waiting)
  r.usleep(1000000)
  coroutine.yield()
  while bucket do
    coroutine.yield(bucket)
  end
end

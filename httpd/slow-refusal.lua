-- An output filter that delays the response to a wrong password by a second: guessing becomes slow without lockouts. It blocks a thread of
-- httpd, so each process delays only some responses within the same second.
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

-- Bodies that are told apart: `wrk … -- PATH BODY`, where `{n}` in the body is a number that comes once, or, with a
-- third argument M, one after the other from 0 to M-1.
local path, body, most, number, step = "", "", nil, 0, 10
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("seed", threads)
end

function init(arguments)
  path, body, most = arguments[1], arguments[2], tonumber(arguments[3])
  if most then
    number, step = seed, 1
  else
    number = (os.time() % 100000000) * 10000000 + seed
  end
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  number = number + step
  local n = string.format("%d", most and number % most or number)
  return wrk.format("POST", path, nil, (body:gsub("{n}", n)))
end

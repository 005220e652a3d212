-- What a program tells: `wrk … -- METHOD PATH BODY PEOPLE COUNT`. In path and body `{x}` is a number that comes once, its
-- digits in no order, and `{m}` one from 0 to PEOPLE-1. COUNT above 1 sends so many bodies as a batch.
local method, path, body, people, count, number, step = "", "", "", 1, 1, 0, 10
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("seed", threads)
end

function init(arguments)
  method, path, body = arguments[1], arguments[2], arguments[3]
  people, count = tonumber(arguments[4]), tonumber(arguments[5])
  number = (os.time() % 100000000) * 10000000 + seed
  wrk.headers["Content-Type"] = "application/json"
end

local function filled(text)
  -- A factor that is odd, and small enough for a double to hold the product.
  local low = (number % 4294967296) * 1664525 % 4294967296
  text = text:gsub("{x}", string.format("%08x%06x", low, math.floor(number / 4294967296)))
  return (text:gsub("{m}", string.format("%d", low % people)))
end

function request()
  number = number + step
  local target = filled(path)
  if count == 1 then
    return wrk.format(method, target, nil, filled(body))
  end
  local bodies = {}
  for place = 1, count do
    bodies[place] = filled(body)
    number = number + step
  end
  return wrk.format(method, target, nil, '{"events":[' .. table.concat(bodies, ",") .. "]}")
end

-- Visitors who are told apart, each opening one link: `wrk … -- PATH`, or one of a file's links: `wrk … -- @FILE`.
local links, number = {}, 0
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("seed", threads)
end

function init(arguments)
  math.randomseed(os.time() * 8 + seed)
  number = math.random(1, 1000000) * 10 + seed
  local source = arguments[1]
  if source:sub(1, 1) == "@" then
    for line in io.lines(source:sub(2)) do links[#links + 1] = line end
  else
    links[1] = source
  end
end

function request()
  number = number + 10
  local link = links[#links == 1 and 1 or math.random(#links)]
  return "GET " .. link .. " HTTP/1.1\r\nHost: bench\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/"
    .. number .. " Firefox/140.0\r\n\r\n"
end

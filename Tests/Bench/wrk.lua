-- Goes through the addresses that follow the first on wrk's command line, in turn.

local paths = {}
local turn = 0

function init(args)
  for index = 1, #args do
    paths[index] = args[index]:match("^%w+://[^/]+(.*)$")
  end
end

function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end

-- Runs in Neovim, with a template open: writes what a person would see as JSON into the file that RESULT names.
local buffer = 0
local result = {}

local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 30000)
  for _, answer in pairs(answers or {}) do
    if answer.result then return answer.result end
  end
end

--- Where a text begins: the row and the column, both as the API counts them (from 0, in bytes).
local function find(text)
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    local column = line:find(text, 1, true)
    if column then return row - 1, column - 1 end
  end
end

local function at(text)
  local row, column = find(text)
  vim.api.nvim_win_set_cursor(0, { row + 1, column })
  return vim.lsp.util.make_position_params(0, 'utf-16')
end

local function waitForDiagnostics(isThere)
  return vim.wait(30000, function()
    return isThere(vim.diagnostic.get(buffer))
  end, 20)
end

local function drive()
  waitForDiagnostics(function(list) return #list > 0 end)
  result.diagnostics = vim.tbl_map(function(one)
    return { row = one.lnum, column = one.col, finish = one.end_col, code = one.code, message = one.message }
  end, vim.diagnostic.get(buffer))

  local contents = ask('textDocument/hover', at('10.0.1.5/24')).contents
  result.hover = type(contents) == 'string' and contents or contents.value

  local target = ask('textDocument/definition', at('Vpc, CidrBlock'))
  result.definition = (target[1] or target).range.start.line

  local row = find('10.0.1.5/24')
  at('10.0.1.5/24')
  -- Neovim shows the actions in a list; the preferred one is chosen.
  vim.ui.select = function(items, _, choose)
    for index, item in ipairs(items) do
      local action = item.action or item[2]
      if action.isPreferred then
        result.action = action.title
        return choose(item, index)
      end
    end
  end
  vim.lsp.buf.code_action()
  vim.wait(30000, function() return not find('10.0.1.5/24') end, 20)
  result.line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1]
  result.isGone = waitForDiagnostics(function(list) return #list == 0 end)
end

local isDone, problem = pcall(drive)
if not isDone then result.problem = problem end
local file = io.open(os.getenv('RESULT'), 'w')
file:write(vim.json.encode(result))
file:close()
vim.cmd('qall!')

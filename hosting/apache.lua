-- Takes off each header of a request but these: what an appliance does not know by name cannot turn the request into another
-- one, or make it another person's. Host is written anew by the proxy; Connection and Upgrade are its own matter.
local passes = { accept = true, authorization = true, connection = true, host = true }

function only_listed(request)
    for name in pairs(request:headers_in_table()) do
        if not passes[name:lower()] then
            request.headers_in[name] = nil
        end
    end
    return apache2.DECLINED
end

# Why an archive does not start, in one line: from WildFly's failure description, JSON or plain text, as one string.

def in_one_line: gsub("\\s+"; " ") | ltrimstr(" ") | rtrimstr(" ") | if length > 300 then .[:299] + "…" else . end;

def members($code): [.. | objects | to_entries[] | select(.key | startswith($code)).value];

# What is lacking, by the name that the server has for it.
def lacking:
  if startswith("jboss.naming.context.java.") then
    (ltrimstr("jboss.naming.context.java.") | gsub("\\."; "/")) as $path
    | (if $path | test("^(jboss|global|app|module|comp)/") then "java:" else "java:/" end + $path) as $name
    | if $name | test("/(datasources|jdbc)/|DS$") then "no data source \($name)" else "nothing is bound to \($name)" end
  elif test("^jboss\\.deployment\\.unit\\.\"[^\"]+\"\\.deploymentCompleteService$") then "no deployment " + split("\"")[1]
  else "no service \(.)" end;

# What an exception says in the end: of the last cause all, of those before it nothing.
def cause:
  (split("Caused by: ") | last) as $last
  | ($last | in_one_line) as $line
  | if test("WFLYUT0105") then (capture("-host\\.(?<root>/[^ ]*)\\.UndertowDeploymentInfoService") // {root: "of it"} | "the context root \(.root) is taken")
    elif $line | test("ClassNotFoundException: \\S") then "no class " + ($line | capture("ClassNotFoundException: (?<name>\\S+)").name)
    elif $line | test("ModuleNotFoundException: \\S") then "no module " + ($line | capture("ModuleNotFoundException: (?<name>\\S+)").name)
    elif test("Failed to parse XML descriptor \"") then
      (capture("XML descriptor \"/content/[^/]*/(?<file>[^\"]*)\"") // {file: "a descriptor"}) as {$file} | "\($file): \($line | sub("^\\S+: "; ""))"
    elif $line | test("WELD-\\d+: ") then $line | sub("^\\S+: "; "") | sub(" at injection point \\[\\w+\\] (?<point>.*?) at .*"; " at \(.point)")
    else $line | sub("^([A-Za-z_$][\\w$]*\\.)+[\\w$]*(Exception|Error): "; "") end;

(fromjson? // .) as $said
| [$said | members("WFLYCTL0412")[]?[]?] as $absent
| [$said | members("WFLYCTL0080")[]?[]?] as $failed
| [$absent[] | select(startswith("jboss.deployment.") | not)] as $foreign
| (if $foreign != [] then $foreign | map(lacking) | unique | join(", ")
  elif $failed != [] then $failed[0] | cause
  elif $absent != [] then $absent | map(lacking) | unique | join(", ")
  else [$said | .. | strings | select(test("\\S"))][0] // "WildFly does not say why" end)
| in_one_line

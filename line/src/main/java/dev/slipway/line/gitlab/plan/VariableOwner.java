package dev.slipway.line.gitlab.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The owner of variables. docs: api/group_level_variables, api/project_level_variables */
public enum VariableOwner {
    GROUP(Group.PATH),
    /** In a project, a key may occur for several environments. docs: api/project_level_variables, "The filter parameter" */
    PROJECT(Project.SLIPWAY.path());

    private static final String EVERYWHERE = "*";

    private final String path;

    VariableOwner(String owner) {
        this.path = owner + "/variables";
    }

    /** The path of all of them in the API. */
    public String path() {
        return path;
    }

    /** The changes that create missing variables, and update those that differ. */
    public List<Change> changes(List<JsonNode> have, List<Variable> want) {
        List<Change> changes = new ArrayList<>();
        for (Variable variable : want) {
            changes.addAll(changes(find(have, variable.key()), variable));
        }
        return changes;
    }

    /** The changes that remove those of these that an earlier bootstrap created. */
    public List<Change> removals(List<JsonNode> have, List<String> keys) {
        return keys.stream()
                .filter(key -> have.stream()
                        .anyMatch(one -> one.path("key").asText().equals(key)
                                && one.path("description").asText("").startsWith(Mark.PLAIN)))
                .map(key -> Change.delete(path + "/" + key, "variable " + key + ": removed, nothing needs it"))
                .toList();
    }

    private List<Change> changes(Optional<JsonNode> have, Variable want) {
        List<Change> changes = new ArrayList<>();
        boolean isToBeMade = have.isEmpty();
        if (have.isPresent() && want.isHidden() && !have.get().path("hidden").asBoolean()) {
            // A visible variable cannot be hidden later.
            String filter = this == PROJECT ? "?filter%5Benvironment_scope%5D=" + EVERYWHERE : "";
            changes.add(Change.delete(path + "/" + want.key() + filter, ""));
            isToBeMade = true;
        }
        if (isToBeMade) {
            changes.add(creation(want));
        } else if (!Parameters.differing(have.orElseThrow(), want.shown()).isEmpty()) {
            changes.add(set(want));
        }
        return changes;
    }

    private Change creation(Variable want) {
        ObjectNode body = Parameters.empty().put("key", want.key());
        body.setAll(want.parameters());
        if (want.isHidden()) {
            body.remove("masked");
            body.put("masked_and_hidden", true);
        }
        return Change.post(path, body, "variable " + want.key() + ": made");
    }

    private Change set(Variable want) {
        ObjectNode body = want.parameters();
        if (this == PROJECT) {
            body.putObject("filter").put("environment_scope", EVERYWHERE);
        }
        return Change.put(path + "/" + want.key(), body, "variable " + want.key() + ": set");
    }

    private static Optional<JsonNode> find(List<JsonNode> have, String key) {
        return have.stream()
                .filter(one -> one.path("key").asText().equals(key)
                        && one.path("environment_scope").asText().equals(EVERYWHERE))
                .findFirst();
    }
}

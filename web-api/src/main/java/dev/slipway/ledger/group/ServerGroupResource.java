package dev.slipway.ledger.group;

import dev.slipway.ledger.group.restart.Restart;
import dev.slipway.ledger.group.restart.RestartRepository;
import dev.slipway.ledger.identity.Roles;
import dev.slipway.ledger.platform.page.Cursor;
import dev.slipway.ledger.platform.page.Limit;
import dev.slipway.ledger.platform.page.Page;
import dev.slipway.ledger.platform.problem.Problem;
import dev.slipway.ledger.platform.text.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Server groups over HTTP. */
@Path("server-groups")
@Tag(name = "Server groups")
@APIResponse(responseCode = "default", ref = Problem.RESPONSE)
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ServerGroupResource {

    @Inject
    ServerGroupRepository groups;

    @Inject
    RestartRepository restarts;

    /** One page of the server groups, by name. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listServerGroups",
            summary = "List the server groups, by name",
            description = "A removed one is listed as long as it has data.")
    @APIResponse(responseCode = "200", description = "One page of the server groups.")
    public Page<ServerGroupResponse> list(
            @QueryParam("service") @Pattern(regexp = Text.NAME, message = Text.NAME_RULE) @Nullable String service,
            @Valid @BeanParam Limit limit,
            @QueryParam("after") @Pattern(regexp = Text.NAME, message = Cursor.FORM_RULE) @Nullable String after) {
        int size = limit.size();
        List<ServerGroup> found = groups.byName(service, after, size + 1);
        Map<UUID, Restart> newest = restarts.newest(found);
        return Page.of(found, size, group -> ServerGroupResponse.of(group, newest.get(group.id())), ServerGroup::name);
    }
}

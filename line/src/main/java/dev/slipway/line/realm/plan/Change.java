package dev.slipway.line.realm.plan;

import java.util.Set;
import java.util.SortedSet;
import org.keycloak.representations.idm.AuthenticationExecutionRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;
import org.keycloak.representations.idm.ClientPoliciesRepresentation;
import org.keycloak.representations.idm.ClientProfilesRepresentation;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RealmRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** One change of the realm. */
public sealed interface Change {
    /** What changes, for whoever reads what was done. */
    String what();

    /** A change of how people sign in. */
    sealed interface OfFlows extends Change {
        @Override
        default String what() {
            return "flows";
        }
    }

    /** Takes away what a run left that was cut short. */
    record RemoveFlow(String id) implements OfFlows {}

    /** The same. */
    record RemoveAuthenticatorConfig(String id) implements OfFlows {}

    /** Makes a flow with its id, and nothing in it. */
    record MakeFlow(AuthenticationFlowRepresentation flow) implements OfFlows {}

    /** Makes an execution with its id, in the flow that it names. */
    record MakeExecution(AuthenticationExecutionRepresentation execution) implements OfFlows {}

    /** Configures an execution. */
    record MakeAuthenticatorConfig(String execution, AuthenticatorConfigRepresentation config) implements OfFlows {}

    /** Sets the profiles of client policies, all of them. */
    record SetProfiles(ClientProfilesRepresentation profiles) implements Change {
        @Override
        public String what() {
            return "client profiles";
        }
    }

    /** Sets the client policies, all of them. */
    record SetPolicies(ClientPoliciesRepresentation policies) implements Change {
        @Override
        public String what() {
            return "client policies";
        }
    }

    /** Sets the realm's own settings. */
    record SetRealm(RealmRepresentation realm) implements Change {
        @Override
        public String what() {
            return "realm";
        }
    }

    /** Signs everybody out. */
    record EndSessions() implements Change {
        @Override
        public String what() {
            return "realm";
        }
    }

    /** Makes a role. */
    record MakeRole(RoleRepresentation role) implements Change {
        @Override
        public String what() {
            return "role " + role.getName();
        }
    }

    /** Sets a role that is there. */
    record SetRole(RoleRepresentation role) implements Change {
        @Override
        public String what() {
            return "role " + role.getName();
        }
    }

    /** Makes a client. */
    record MakeClient(ClientRepresentation client) implements Change {
        @Override
        public String what() {
            return "client " + client.getClientId();
        }
    }

    /** Sets a client that is there. Keycloak passes over its scopes then. */
    record SetClient(ClientRepresentation client) implements Change {
        @Override
        public String what() {
            return "client " + client.getClientId();
        }
    }

    /** Gives a client scopes, and takes others from it. */
    record SetScopes(ClientRepresentation client, boolean isDefault, SortedSet<String> added, SortedSet<String> removed)
            implements Change {
        @Override
        public String what() {
            return "client " + client.getClientId();
        }
    }

    /** Gives roles, and takes others away. */
    record SetRoles(Grant grant, Set<String> added, Set<String> removed) implements Change {
        @Override
        public String what() {
            return grant.holder().what();
        }
    }
}

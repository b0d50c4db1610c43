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

/** A change of the realm. */
public sealed interface Change {
    /** A description for the output. */
    String what();

    /** A change of the authentication flows. */
    sealed interface OfFlows extends Change {
        @Override
        default String what() {
            return "flows";
        }
    }

    /** Removes leftovers of an interrupted run. */
    record RemoveFlow(String id) implements OfFlows {}

    record RemoveAuthenticatorConfig(String id) implements OfFlows {}

    /** Creates an empty flow with its id. */
    record MakeFlow(AuthenticationFlowRepresentation flow) implements OfFlows {}

    /** Creates an execution with its id, in the flow that it names. */
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

    /** Creates a role. */
    record MakeRole(RoleRepresentation role) implements Change {
        @Override
        public String what() {
            return "role " + role.getName();
        }
    }

    /** Updates a role. */
    record SetRole(RoleRepresentation role) implements Change {
        @Override
        public String what() {
            return "role " + role.getName();
        }
    }

    /** Creates a client. */
    record MakeClient(ClientRepresentation client) implements Change {
        @Override
        public String what() {
            return "client " + client.getClientId();
        }
    }

    /** Updates a client. Keycloak ignores its scopes then. */
    record SetClient(ClientRepresentation client) implements Change {
        @Override
        public String what() {
            return "client " + client.getClientId();
        }
    }

    /** Adds and removes client scopes. */
    record SetScopes(ClientRepresentation client, boolean isDefault, SortedSet<String> added, SortedSet<String> removed)
            implements Change {
        @Override
        public String what() {
            return "client " + client.getClientId();
        }
    }

    /** Grants and revokes roles. */
    record SetRoles(Grant grant, Set<String> added, Set<String> removed) implements Change {
        @Override
        public String what() {
            return grant.holder().what();
        }
    }
}

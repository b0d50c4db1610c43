package dev.slipway.line.service;

import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;

/** What makes an application's page {@code /account} one for those who have signed in. */
public final class Login {
    private Login() {}

    /** A web.xml, for those who have any role of the application's. */
    public static Asset webXml() {
        return webXml("*");
    }

    /** The same for those who have a role, or for everybody who is signed in, {@code **}. */
    public static Asset webXml(String role) {
        return webXml(role, "");
    }

    /** The same, with sessions of which another worker has a copy. */
    public static Asset distributable(String role) {
        return webXml(role, "<distributable/>");
    }

    private static Asset webXml(String role, String sessions) {
        return new StringAsset("""
                        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                          %s
                          <security-constraint>
                            <web-resource-collection><web-resource-name>account</web-resource-name><url-pattern>/account/*</url-pattern></web-resource-collection>
                            <auth-constraint><role-name>%s</role-name></auth-constraint>
                          </security-constraint>
                          <login-config><auth-method>OIDC</auth-method></login-config>
                          <security-role><role-name>customer</role-name></security-role>
                        </web-app>""".formatted(sessions, role));
    }
}

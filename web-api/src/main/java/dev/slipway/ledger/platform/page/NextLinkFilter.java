package dev.slipway.ledger.platform.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;

/** Adds {@code Link: <…>; rel="next"} to a page that has a next one, keeping the filters of the request. */
@Provider
public class NextLinkFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof Page<?> page && page.next() != null) {
            UriBuilder next = request.getUriInfo().getRequestUriBuilder().replaceQueryParam("after", page.next());
            response.getHeaders()
                    .putSingle(
                            HttpHeaders.LINK,
                            Link.fromUriBuilder(next).rel("next").build().toString());
        }
    }
}

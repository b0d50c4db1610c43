package dev.slipway.line.service.whole;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

/** Behind a page of Jakarta Faces. */
@Named
@RequestScoped
public class Greeter {
    private String name = "";

    /** Made by the container. */
    public Greeter() {}

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    /** Says hello, after a redirect. */
    public String greet() {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().getFlash().setKeepMessages(true);
        faces.addMessage(null, new FacesMessage("Hello, " + name));
        return "hello?faces-redirect=true";
    }
}

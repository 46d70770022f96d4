// Shows the description of the interface; everything comes from here, nothing is sent elsewhere.
window.addEventListener("load", () => {
  window.SwaggerUIBundle({ url: "/openapi.json", dom_id: "#described", validatorUrl: null, deepLinking: true });
});

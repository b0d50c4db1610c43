# GitLab's configuration, read by the image at each start: GITLAB_OMNIBUS_CONFIG in docker-compose.yml says
# from_file('/etc/slipway/omnibus.rb') (docs: install/docker/installation, "Install GitLab by using Docker swarm mode").
# Each setting names the page of docs.gitlab.com that it follows. What is set by the API, the bootstrap sets.

secret = ->(name) { File.read("/run/secrets/#{name}").strip }
domain = ENV.fetch('SLIPWAY_DOMAIN')
port = ENV.fetch('SLIPWAY_HTTPS_PORT', '443')
suffix = port == '443' ? '' : ":#{port}"
gitlab = "https://gitlab.#{domain}#{suffix}"
auth = "https://auth.#{domain}#{suffix}"

# --- Behind httpd, which has the certificate ---------------------------------------------------
# docs: omnibus/settings/ssl, "Configure a reverse proxy or load balancer SSL termination"
external_url gitlab
gitlab_rails['nginx']['listen_port'] = 80
gitlab_rails['nginx']['listen_https'] = false
letsencrypt['enable'] = false
# Who the client is, httpd says: private networks alone are believed.
# docs: omnibus/settings/nginx, "Configure GitLab trusted proxies and NGINX real_ip module"
gitlab_rails['nginx']['real_ip_trusted_addresses'] = %w[10.0.0.0/8 172.16.0.0/12 192.168.0.0/16]
gitlab_rails['nginx']['real_ip_header'] = 'X-Forwarded-For'
gitlab_rails['nginx']['real_ip_recursive'] = 'on'
gitlab_rails['trusted_proxies'] = %w[10.0.0.0/8 172.16.0.0/12 192.168.0.0/16]
# As much in one request as Git pushes and images need; httpd sets no limit of its own.
# docs: omnibus/settings/nginx, "Increase the client_max_body_size"
gitlab_rails['nginx']['client_max_body_size'] = '0'

# --- The registry, by the same NGINX under its own name ------------------------------------------
# docs: administration/packages/container_registry, "Configure container registry under its own domain"
registry_external_url "https://registry.#{domain}#{suffix}"
registry['nginx']['listen_port'] = 80
registry['nginx']['listen_https'] = false

# --- Who gets in -----------------------------------------------------------------------------
# root, with the password that `prepare` made; it counts at the very first start only.
# docs: install/docker/installation, "Install GitLab by using Docker swarm mode"
gitlab_rails['initial_root_password'] = secret.call('gitlab-root-password')
# Everybody else by Keycloak. An account is made at the first sign-in, and may work once an administrator has approved it: in
# the realm are also those who use services, and whoever may work here runs code on this machine, in jobs.
# Accounts are told apart by `sub`, the person's id in the realm: a name can be given to somebody else.
# No roles: mapping them is not in GitLab Free. docs: administration/auth/oidc, integration/omniauth
gitlab_rails['omniauth_allow_single_sign_on'] = ['openid_connect']
gitlab_rails['omniauth_block_auto_created_users'] = true
gitlab_rails['omniauth_sync_profile_from_provider'] = ['openid_connect']
gitlab_rails['omniauth_sync_profile_attributes'] = %w[name email]
gitlab_rails['omniauth_providers'] = [
  {
    name: 'openid_connect',
    label: 'Slipway',
    args: {
      name: 'openid_connect',
      scope: %w[openid profile email],
      response_type: 'code',
      issuer: "#{auth}/realms/slipway",
      discovery: true,
      client_auth_method: 'query',
      uid_field: 'sub',
      pkce: true,
      client_options: {
        identifier: 'gitlab',
        secret: secret.call('gitlab-client-secret'),
        redirect_uri: "#{gitlab}/users/auth/openid_connect/callback"
      }
    }
  }
]

# --- Sized for a small machine -----------------------------------------------------------------
# docs: omnibus/settings/memory_constrained_envs; the numbers in the comments are that page's.
# One process instead of two and a master: 100 to 400 MB less. It has no phased restarts, which a container needs none of.
puma['worker_processes'] = 0
# Half as many background jobs at once; a small team has few.
sidekiq['concurrency'] = 10
# Memory goes back to the system after a second, at some cost in speed.
gitlab_rails['env'] = { 'MALLOC_CONF' => 'dirty_decay_ms:1000,muzzy_decay_ms:1000' }
gitaly['env'] = {
  'MALLOC_CONF' => 'dirty_decay_ms:1000,muzzy_decay_ms:1000',
  # As few Git processes started at once as the page says.
  'GITALY_COMMAND_SPAWN_MAX_PARALLEL' => '2'
}
# No more than three pushes or clones of one repository at a time. The page's cgroups are left out: an unprivileged
# container may not make any; the whole container has its limit from docker-compose.yml.
gitaly['configuration'] = {
  concurrency: [
    { 'rpc' => '/gitaly.SmartHTTPService/PostReceivePack', 'max_per_repo' => 3 },
    { 'rpc' => '/gitaly.SSHService/SSHUploadPack', 'max_per_repo' => 3 }
  ]
}
# Prometheus and its exporters: 200 MB.
prometheus_monitoring['enable'] = false
# The server for Kubernetes agents: there are none here. docs: administration/clusters/kas
gitlab_kas['enable'] = false

# --- What is kept ------------------------------------------------------------------------------
# Archives that jobs leave behind last as long as the pipeline says, and no forgotten one for ever.
# docs: administration/settings/continuous_integration (its limit is set in the pipeline: expire_in)
# Nothing is sent by mail: there is no mail server. docs: omnibus/settings/smtp, "Disable all outgoing email"
gitlab_rails['gitlab_email_enabled'] = false

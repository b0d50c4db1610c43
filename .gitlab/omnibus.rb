# GitLab's configuration, read by the image at each start: GITLAB_OMNIBUS_CONFIG in docker-compose.yml says
# from_file('/etc/slipway/omnibus.rb') (docs: install/docker/installation, "Install GitLab by using Docker swarm mode").
# Each setting names its page of docs.gitlab.com. Settings of the API are made by the bootstrap.

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
# httpd sets the client's address: trusts private networks only.
# docs: omnibus/settings/nginx, "Configure GitLab trusted proxies and NGINX real_ip module"
gitlab_rails['nginx']['real_ip_trusted_addresses'] = %w[10.0.0.0/8 172.16.0.0/12 192.168.0.0/16]
gitlab_rails['nginx']['real_ip_header'] = 'X-Forwarded-For'
gitlab_rails['nginx']['real_ip_recursive'] = 'on'
gitlab_rails['trusted_proxies'] = %w[10.0.0.0/8 172.16.0.0/12 192.168.0.0/16]
# Request size for Git pushes and images; httpd sets no limit of its own.
# docs: omnibus/settings/nginx, "Increase the client_max_body_size"
gitlab_rails['nginx']['client_max_body_size'] = '0'

# --- The registry, by the same NGINX under its own name -------------------------------------------
# docs: administration/packages/container_registry, "Configure container registry under its own domain"
registry_external_url "https://registry.#{domain}#{suffix}"
registry['nginx']['listen_port'] = 80
registry['nginx']['listen_https'] = false

# --- Sign-in ---------------------------------------------------------------------------------
# root, with the password created by `prepare`; it is used at the first start only.
# docs: install/docker/installation, "Install GitLab by using Docker swarm mode"
gitlab_rails['initial_root_password'] = secret.call('gitlab-root-password')
# Everybody else signs in by Keycloak. An account is created at the first sign-in, and needs an administrator's approval: the realm also
# contains the services' users, and members here run code on this machine, in jobs. Accounts are identified by `sub`, the person's id in the
# realm: a user name can be reassigned. No roles: GitLab Free cannot map them. docs: administration/auth/oidc, integration/omniauth
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
# One process instead of two and a master: saves 100 to 400 MB. It has no phased restarts, which a container does not need.
puma['worker_processes'] = 0
# Half the concurrent background jobs: enough for a small team.
sidekiq['concurrency'] = 10
# Returns memory to the system after a second, at some cost in speed.
gitlab_rails['env'] = { 'MALLOC_CONF' => 'dirty_decay_ms:1000,muzzy_decay_ms:1000' }
gitaly['env'] = {
  'MALLOC_CONF' => 'dirty_decay_ms:1000,muzzy_decay_ms:1000',
  # As few Git processes started at once as the page says.
  'GITALY_COMMAND_SPAWN_MAX_PARALLEL' => '2'
}
# At most three concurrent pushes or clones of a repository. Without the page's cgroups: an unprivileged container may not create any;
# docker-compose.yml limits the whole container.
gitaly['configuration'] = {
  concurrency: [
    { 'rpc' => '/gitaly.SmartHTTPService/PostReceivePack', 'max_per_repo' => 3 },
    { 'rpc' => '/gitaly.SSHService/SSHUploadPack', 'max_per_repo' => 3 }
  ]
}
# Prometheus and its exporters: 200 MB.
prometheus_monitoring['enable'] = false
# The server for Kubernetes agents: not used here. docs: administration/clusters/kas
gitlab_kas['enable'] = false

# --- Retention -------------------------------------------------------------------------------
# Job artifacts are kept as long as the pipeline says; none is kept for ever by mistake.
# docs: administration/settings/continuous_integration (its limit is set in the pipeline: expire_in)
# No mail: there is no mail server. docs: omnibus/settings/smtp, "Disable all outgoing email"
gitlab_rails['gitlab_email_enabled'] = false

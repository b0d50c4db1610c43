# The bootstrap's access to GitLab's API: a personal access token of root, with a value created by `prepare`, so that it need not leave this
# container. Run at each start of the container by GITLAB_POST_RECONFIGURE_SCRIPT, as the user git. docs:
# user/profile/personal_access_tokens, "Create a personal access token programmatically"

NAME = 'slipway-bootstrap'
# Settings, group, project, hook and runner (api; create_runner is named by api/users, "Create a runner linked to a
# user"), and the first commit (write_repository). docs: security/tokens/access_token_scopes
SCOPES = %w[api create_runner write_repository].freeze
# It expires if the line is not started for long; each start extends it.
DAYS = 60

value = File.read('/run/secrets/gitlab-token').strip
root = User.find_by_username('root') || abort('token: there is no user root')
token = PersonalAccessToken.find_by_token(value)

if token.nil?
  token = root.personal_access_tokens.create!(name: NAME, scopes: SCOPES, expires_at: DAYS.days.from_now)
  token.set_token(value)
  token.save!
  puts "token: made, until #{token.expires_at}"
elsif token.user_id != root.id || token.name != NAME
  abort('token: that value is somebody else\'s; remove .slipway/secrets/gitlab-token and prepare again')
elsif token.revoked?
  abort('token: it was revoked; remove .slipway/secrets/gitlab-token, prepare again, and start GitLab anew')
else
  token.update!(scopes: SCOPES, expires_at: DAYS.days.from_now)
  puts "token: valid until #{token.expires_at}"
end

# Revokes tokens with an earlier value.
root.personal_access_tokens.active.where(name: NAME).where.not(id: token.id).find_each(&:revoke!)

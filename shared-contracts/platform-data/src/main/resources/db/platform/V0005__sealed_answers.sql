-- Answers that hold a secret are sealed anew when the key that seals changes; a worker does so, and finds them by this.
create index idempotency_record_sealed on idempotency_record (organization_id, credential_id, key) where sealed;
grant update (body) on idempotency_record to ${worker_role};

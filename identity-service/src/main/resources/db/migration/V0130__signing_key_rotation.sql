-- A next key is published at once and signs from activates_at on, when every reader of the key set has it. A revoked key
-- verifies nothing; gateways are told once no instance of identity still holds it (announced_at).
alter table signing_key
    add column activates_at timestamptz,
    add column activated_at timestamptz,
    add column revoked_at timestamptz,
    add column announced_at timestamptz;
update signing_key set activated_at = created_at where state = 'active';
alter table signing_key
    drop constraint signing_key_state_known,
    add constraint signing_key_state_known check (state in ('next', 'active', 'retired', 'revoked')),
    add constraint signing_key_next_has_its_time check (state <> 'next' or activates_at is not null),
    add constraint signing_key_active_since check (state <> 'active' or activated_at is not null),
    add constraint signing_key_revoked_at_a_time check ((state = 'revoked') = (revoked_at is not null));
create unique index signing_key_one_next on signing_key (state) where state = 'next';

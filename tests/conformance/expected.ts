/**
 * What must come of every body in the folder of payloads, by the name of its file. A file without a line
 * fails, and so does a line without a file. Nothing of the files themselves stands here.
 */

/** A customer's word: a session, and the window that lets us answer. */
const opens = (...lines: string[]): string[] => [
  ...lines.slice(0, 1),
  'a session',
  'a window',
  ...lines.slice(1),
  ...['contact', 'conversation', 'message', 'widget'].map((type) => `event ${type}`),
];

/** What even Meta couldn't name: somebody spoke, but nothing may be sent for it. */
const opensNoWindow = (line: string): string[] => [
  line,
  'a session',
  ...['contact', 'conversation', 'message', 'widget'].map((type) => `event ${type}`),
];

/** A line in a conversation that opens nothing. */
const shows = (...lines: string[]): string[] => [
  ...lines,
  ...['contact', 'conversation', 'message', 'widget'].map((type) => `event ${type}`),
];

/** About a message that hasn't come: kept until it does. The number is known from then on. */
const waits = (...lines: string[]): string[] => [...lines, 'event widget'];

export const expected: Record<string, readonly string[]> = {
  'own.text.json': opens('customer (a name, a phone): text text'),
  'own.strange.json': ['aside because part', 'aside because part'],
  'own.array.json': ['aside because envelope'],
  'own.number.json': ['aside because envelope'],
  'account_alerts.deferred.json': [
    'fact alert of the account, one of several: alert_info.alert_type=INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED alert_info.alert_severity=WARNING alert_info.alert_status=ACTIVE entity_type=BUSINESS',
  ],
  'account_review_update.approved.json': ['fact review of the account: decision=APPROVED'],
  'account_settings_update.calling.json': [
    'fact settings of a number: phone_number_settings.calling.status=ENABLED phone_number_settings.calling.call_icon_visibility=DEFAULT phone_number_settings.calling.callback_permission_status=ENABLED phone_number_settings.calling.call_hours.status=ENABLED phone_number_settings.calling.sip.status=ENABLED type=PHONE_NUMBER_SETTINGS',
  ],
  'account_update.account_deleted.json': ['fact deleted of the account: event=ACCOUNT_DELETED'],
  'account_update.account_offboarded.coexistence.json': [
    'fact offboarded of the account: event=ACCOUNT_OFFBOARDED',
  ],
  'account_update.account_offboarded.json': [
    'fact offboarded of the account: event=ACCOUNT_OFFBOARDED',
  ],
  'account_update.account_reconnected.coexistence.json': [
    'fact reconnected of the account: event=ACCOUNT_RECONNECTED',
  ],
  'account_update.account_reconnected.json': [
    'fact reconnected of the account: event=ACCOUNT_RECONNECTED',
  ],
  'account_update.account_restriction.json': [
    'fact restricted of the account: event=ACCOUNT_RESTRICTION restriction_info.0.restriction_type=RESTRICTED_BIZ_INITIATED_MESSAGING restriction_info.1.restriction_type=RESTRICTED_ADD_PHONE_NUMBER_ACTION',
  ],
  'account_update.account_violation.json': [
    'fact violation of the account, one of several: event=ACCOUNT_VIOLATION violation_info.violation_type=ADULT',
  ],
  'account_update.account_violation.with_phone.json': [
    'fact violation of a number, one of several: event=ACCOUNT_VIOLATION violation_info.violation_type=ALCOHOL',
  ],
  'account_update.ad_account_linked.json': [
    'fact account ad_account_linked of the account: event=AD_ACCOUNT_LINKED',
  ],
  'account_update.auth_intl_price_eligibility.json': [
    'fact account auth_intl_price_eligibility_update of the account: event=AUTH_INTL_PRICE_ELIGIBILITY_UPDATE auth_international_rate_eligibility.exception_countries.0.country_code=ID',
  ],
  'account_update.disabled_update.json': [
    'fact banned of the account: event=DISABLED_UPDATE ban_info.waba_ban_state=REINSTATE',
  ],
  'account_update.mm_lite_terms_signed.json': [
    'fact account mm_lite_terms_signed of the account: event=MM_LITE_TERMS_SIGNED',
  ],
  'account_update.partner_added.json': ['fact linked of the account: event=PARTNER_ADDED'],
  'account_update.partner_added.no_object.json': [
    'fact linked of the account: event=PARTNER_ADDED',
  ],
  'account_update.partner_app_installed.json': [
    'fact app-installed of the account: event=PARTNER_APP_INSTALLED',
  ],
  'account_update.partner_app_uninstalled.json': [
    'fact app-uninstalled of the account: event=PARTNER_APP_UNINSTALLED',
  ],
  'account_update.partner_app_uninstalled.misplaced_field.json': [
    'fact app-uninstalled of the account: event=PARTNER_APP_UNINSTALLED',
  ],
  'account_update.partner_client_certification_status.json': [
    'fact account partner_client_certification_status_update of the account: event=PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE partner_client_certification_info.status=APPROVED partner_client_certification_info.rejection_reasons.0=NONE',
  ],
  'account_update.partner_removed.coexistence.json': [
    'fact unlinked of a number: event=PARTNER_REMOVED disconnection_info.reason=PRIMARY_INACTIVITY disconnection_info.initiated_by=SYSTEM',
  ],
  'account_update.partner_removed.json': ['fact unlinked of the account: event=PARTNER_REMOVED'],
  'account_update.partner_removed.primary_inactivity.json': [
    'fact unlinked of the account: event=PARTNER_REMOVED disconnection_info.reason=PRIMARY_INACTIVITY disconnection_info.initiated_by=SYSTEM',
  ],
  'account_update.primary_location.json': [
    'fact account business_primary_location_country_update of the account: event=BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE country=IN',
  ],
  'account_update.volume_tier.json': [
    'fact account volume_based_pricing_tier_update of the account: event=VOLUME_BASED_PRICING_TIER_UPDATE volume_tier_info.pricing_category=UTILITY',
  ],
  'automatic_events.lead.json': ['fact ad-event of a number: said'],
  'business_capability_update.json': [
    'fact limits of the account: max_daily_conversations_per_business=2000 max_phone_numbers_per_waba=25',
  ],
  'business_username_updates.approved.json': ['fact username of a number: said'],
  'calls.connect.business_initiated.json': shows(
    'phone (a name, a phone): call direction=out state=ringing',
  ),
  'calls.connect.user_initiated.json': opens(
    'customer (a name, a phone): call direction=in state=ringing',
  ),
  'calls.status.ringing.json': shows('phone (a phone): call direction=out state=ringing'),
  'calls.terminate.json': shows(
    'phone (a phone): call direction=out state=ended seconds=120',
    'fact error of a number, one of several: event=ERROR error.code=12455 error.message=ERROR_TITLE error.href=ERROR_HREF error.error_data.details=ERROR_DETAILS',
  ),
  'group_participants_update.json': ['aside because group'],
  'history.declined.bare_value.json': ['fact history-declined of a number: said'],
  'history.declined.json': ['fact history-declined of a number: said'],
  'history.media_asset.json': ['fact history-media of a number: said'],
  'history.message_echo.json': ['fact history-media of a number: said'],
  'history.phase0.json': ['fact history of a number: count=4'],
  'history.thread_context_bsuid.json': [
    'fact history-media of a number: said',
    'fact history of a number: count=1',
  ],
  'message_template_components_update.json': [
    'fact template-content of the account, one of several: said',
  ],
  'message_template_quality_update.wrong_field_in_docs.json': [
    'fact template-quality of the account, one of several: previous_quality_score=GREEN new_quality_score=YELLOW',
  ],
  'message_template_quality_update.yellow.json': [
    'fact template-quality of the account, one of several: previous_quality_score=GREEN new_quality_score=YELLOW',
  ],
  'message_template_status_update.approved.json': [
    'fact template of the account, one of several: event=APPROVED reason=NONE message_template_category=UTILITY',
  ],
  'message_template_status_update.rejected.json': [
    'fact template of the account, one of several: event=REJECTED reason=INVALID_FORMAT message_template_category=MARKETING',
  ],
  'messages.audio.json': opens('customer (a name, a phone): media kind=audio mimeType forwarded'),
  'messages.audio.voice.json': opens('customer (a name, a phone): media kind=voice mimeType'),
  'messages.button.metadoc.json': opens('customer (a name, a phone): choice text quotedId'),
  'messages.button.quick_reply.json': opens('customer (a name, a phone): choice text quotedId'),
  'messages.button.quick_reply.no_context.json': opens('customer (a name, a phone): choice text'),
  'messages.contacts.json': opens('customer (a name, a phone): contacts 3 cards'),
  'messages.document.accented_filename.json': opens(
    'customer (a name, a phone): media kind=document caption fileName mimeType',
  ),
  'messages.document.json': opens(
    'customer (a name, a phone): media kind=document caption fileName mimeType forwarded',
  ),
  'messages.edit.image_caption.json': waits('edit by customer waits'),
  'messages.edit.image_caption.pywa.json': waits('edit by customer waits'),
  'messages.image.download_error.json': opens(
    'customer (a name, a phone): media kind=image caption mimeType',
  ),
  'messages.image.json': opens('customer (a name, a phone): media kind=image mimeType'),
  'messages.image.with_url.json': opens('customer (a name, a phone): media kind=image mimeType'),
  'messages.interactive.button_reply.json': opens('customer (a name, a phone): choice text'),
  'messages.interactive.call_permission_reply.accept.json': opens(
    'customer (a name, a phone): call-permission isGiven=true quotedId',
  ),
  'messages.interactive.call_permission_reply.reject.json': opens(
    'customer (a name, a phone): call-permission isGiven=false quotedId',
  ),
  'messages.interactive.list_reply.json': opens(
    'customer (a name, a phone): choice text detail quotedId',
  ),
  'messages.interactive.list_reply.metadoc.json': opens(
    'customer (a name, a phone): choice text detail quotedId',
  ),
  'messages.interactive.list_reply.no_description.json': opens(
    'customer (a name, a phone): choice text quotedId',
  ),
  'messages.interactive.nfm_reply.flow.json': opens(
    'customer (a name, a phone): form 5 fields quotedId',
  ),
  'messages.interactive.value_errors.json': opens(
    'customer (a name, a phone): unsupported kind=interactive quotedId',
    'fact error of a number, one of several: event=ERROR',
  ),
  'messages.location.pin.json': opens(
    'customer (a name, a phone): location latitude longitude forwarded',
  ),
  'messages.location.place.json': opens(
    'customer (a name, a phone): location latitude longitude name address forwarded',
  ),
  'messages.location.reply_to_request.json': opens(
    'customer (a name, a phone): location latitude longitude name address quotedId',
  ),
  'messages.order.json': opens('customer (a name, a phone): order 3 items'),
  'messages.reaction.json': waits('reaction by customer waits'),
  'messages.reaction.removed_empty_emoji.json': waits('reaction by customer waits (nothing)'),
  'messages.reaction.removed_no_emoji.json': waits('reaction by customer waits (nothing)'),
  'messages.revoke.json': waits('revoke by customer waits (nothing)'),
  'messages.revoke.pywa.json': waits('revoke by customer waits (nothing)'),
  'messages.sticker.animated.json': opens(
    'customer (a name, a phone): media kind=sticker mimeType',
  ),
  'messages.sticker.json': opens('customer (a name, a phone): media kind=sticker mimeType'),
  'messages.system.customer_identity_changed.json': shows(
    'customer (a name, a phone): notice kind=identity-changed text',
  ),
  'messages.system.user_changed_number.pywa.json': shows(
    'customer (a phone): notice kind=number-changed text',
    'one person by meta',
  ),
  'messages.system.user_changed_user_id.may2026.json': shows(
    'customer (a phone): notice kind=number-changed text',
    'one person by meta',
  ),
  'messages.text.after_131060_ghost.json': opens('customer (a name, a phone): text text'),
  'messages.text.bsuid_only.json': opens('customer (a name, a username): text text'),
  'messages.text.forwarded.json': opens('customer (a name, a phone): text text forwarded'),
  'messages.text.frequently_forwarded.json': opens(
    'customer (a name, a phone): text text forwarded',
  ),
  'messages.text.json': opens('customer (a name, a phone): text text'),
  'messages.text.metadoc.json': opens('customer (a name, a phone): text text'),
  'messages.text.referral_ctwa.json': opens('customer (a name, a phone): text text ad'),
  'messages.text.referral_ctwa.pywa.json': opens('customer (a name, a phone): text text ad'),
  'messages.text.reply_context.json': opens('customer (a name, a phone): text text quotedId'),
  'messages.unsupported.131060_ghost.json': opens(
    'customer (a name, a phone): unsupported kind=unavailable code=131060',
  ),
  'messages.unsupported.edit.131051.json': opensNoWindow(
    'customer (a name, a phone): unsupported kind=edit code=131051',
  ),
  'messages.unsupported.json': opensNoWindow(
    'customer (a name, a phone): unsupported kind=unsupported code=131051',
  ),
  'messages.unsupported.with_type.json': opensNoWindow(
    'customer (a name, a phone): unsupported kind=pool code=131051',
  ),
  'messages.value_errors.130429.json': ['fact error of a number, one of several: event=ERROR'],
  'messages.video.forwarded.json': opens(
    'customer (a name, a phone): media kind=video caption mimeType forwarded',
  ),
  'messaging_handovers.control_passed.json': shows(
    'customer (a phone): notice kind=handed-over text',
  ),
  'messaging_handovers.control_taken.json': shows(
    'customer (a phone): notice kind=handed-over text',
  ),
  'partner_solutions.created.json': [
    'fact solution of the account, one of several: event=SOLUTION_CREATED solution_status=INITIATED',
  ],
  'payment_configuration_update.json': ['fact payments of the account: said'],
  'phone_number_name_update.approved.json': ['fact name of a number: decision=APPROVED'],
  'phone_number_quality_update.throughput_upgrade.json': [
    'fact quality of a number: event=THROUGHPUT_UPGRADE current_limit=TIER_UNLIMITED',
  ],
  'security.pin_reset_request.json': [
    'fact security of a number, one of several: event=PIN_RESET_REQUEST',
  ],
  'smb_app_state_sync.add.json': ['address book: a phone is named'],
  'smb_app_state_sync.bsuid.json': [
    'address book: an id is named',
    'address book: a phone is taken out',
  ],
  'smb_message_echoes.edit.image_caption.json': waits('edit by us waits'),
  'smb_message_echoes.edit.pywa.json': waits('edit by us waits'),
  'smb_message_echoes.revoke.pywa.json': waits('revoke by us waits (nothing)'),
  'smb_message_echoes.text.bsuid.json': shows('phone (a name, a phone): text text sent'),
  'smb_message_echoes.text.first_contact.json': shows('phone (a phone): text text sent'),
  'smb_message_echoes.text.json': shows('phone (a phone): text text sent'),
  'standby.echo.json': shows('phone (a phone): text text sent isHeld'),
  'standby.message.json': opens('customer (a name, a phone): text text isHeld'),
  'standby.status.json': waits('status waits: delivered'),
  'statuses.delivered.bsuid_only.json': waits(
    'status waits: delivered with its price',
    'fact paid of a number: said',
  ),
  'statuses.delivered.json': waits(
    'status waits: delivered with its price',
    'fact paid of a number: said',
  ),
  'statuses.delivered.metadoc.json': waits(
    'status waits: delivered with its price',
    'fact paid of a number: said',
  ),
  'statuses.delivered.phone_and_bsuid.json': waits(
    'status waits: delivered with its price',
    'fact paid of a number: said',
  ),
  'statuses.failed.130472.json': waits('status waits: failed 130472'),
  'statuses.failed.131049.json': waits('status waits: failed 131049'),
  'statuses.group_aggregated.json': [
    'aside because group',
    'aside because group',
    'aside because group',
  ],
  'statuses.played.json': waits(
    'status waits: played with its price',
    'fact paid of a number: said',
  ),
  'statuses.read.group.json': ['aside because group'],
  'statuses.read.json': waits('status waits: read with its price', 'fact paid of a number: said'),
  'statuses.sent.biz_opaque_callback_data.json': waits(
    'status waits: sent with its price',
    'fact paid of a number: said',
  ),
  'statuses.sent.json': waits('status waits: sent with its price', 'fact paid of a number: said'),
  'statuses.sent.marketing_pmp.json': waits(
    'status waits: sent with its price',
    'fact paid of a number: said',
  ),
  'template_category_update.completed.json': [
    'fact template-category of the account, one of several: new_category=MARKETING',
  ],
  'template_category_update.impending.json': [
    'fact template-category of the account, one of several: new_category=UTILITY correct_category=MARKETING',
  ],
  'user_id_update.json': shows(
    'customer (a name, a phone): notice kind=number-changed',
    'one person by meta',
  ),
  'user_preferences.resume.json': shows('customer (a phone): notice kind=marketing-resumed'),
  'user_preferences.resume.metadoc.json': shows(
    'customer (a phone): notice kind=marketing-resumed',
  ),
  'user_preferences.signup.json': shows('customer (a phone): notice kind=marketing-resumed'),
};

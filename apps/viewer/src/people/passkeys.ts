import { Refusal } from '@cliffhanger/api-client/ask';
import { call } from '@cliffhanger/api-client/client';
import type { Me } from '@cliffhanger/api-client/types';
import { Answers } from '../cached.ts';
import { deviceName } from './device-name.ts';
import { becomes } from './me.ts';
import { sendPlaces } from './send-places.ts';

/** The passkeys of whoever is signed in. */
export const passkeys = new Answers((_, signal) => call('get', '/api/v1/me/passkeys', {}, { signal }));

/**
 * Whether this browser makes passkeys for this address: over plain HTTP it does not say that it could, and for an
 * address that is a number it refuses. Older ones cannot read and write WebAuthn's JSON; they have the link by mail.
 */
export function canHavePasskeys(): boolean {
  const isNumber = /^\[|(^|\.)\d+\.?$/.test(location.hostname);
  return !isNumber && 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
}

export async function addPasskey(): Promise<void> {
  const options = await call('post', '/api/v1/me/passkeys/begin', {});
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const { response } = written(await wish(navigator.credentials.create({ publicKey })));
  if (!('attestationObject' in response)) throw new Refusal('passkey-invalid');
  await call('post', '/api/v1/me/passkeys', {
    body: { name: deviceName(navigator.userAgent, location.hostname), credential: { response } },
  });
  passkeys.expire();
}

export async function renamePasskey(passkey_id: string, name: string): Promise<void> {
  await call('patch', '/api/v1/me/passkeys/{passkey_id}', { path: { passkey_id }, body: { name } });
  passkeys.expire();
}

export async function removePasskey(passkey_id: string): Promise<void> {
  await call('delete', '/api/v1/me/passkeys/{passkey_id}', { path: { passkey_id } });
  passkeys.expire();
}

/** The device knows who is there: no address is typed. */
export async function signInWithPasskey(): Promise<Me> {
  const options = await call('post', '/api/v1/me/passkey-sign-in/begin', {});
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const { id, response } = written(await wish(navigator.credentials.get({ publicKey })));
  if (!('signature' in response)) throw new Refusal('passkey-invalid');
  const credential = { id, response: { ...response, userHandle: response.userHandle ?? '' } };
  await sendPlaces();
  try {
    return becomes(await call('post', '/api/v1/me/passkey-sign-in', { body: { credential } }));
  } catch (cause) {
    if (cause instanceof Refusal && cause.problem === 'passkey-unknown') await forgetAt(options.rpId, id);
    throw cause;
  }
}

/** The device need not offer any more what was removed here. Not every browser can be told so. */
async function forgetAt(rpId: string, credentialId: string): Promise<void> {
  if ('signalUnknownCredential' in PublicKeyCredential) {
    await PublicKeyCredential.signalUnknownCredential({ rpId, credentialId }).catch(() => undefined);
  }
}

function written(credential: Credential | null) {
  if (credential instanceof PublicKeyCredential) return credential.toJSON();
  throw new Refusal('passkey-given-up');
}

/** What a browser says in place of a passkey, by the names under which the app knows trouble. */
async function wish<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (cause) {
    throw cause instanceof DOMException ? new Refusal(nameOf(cause)) : cause;
  }
}

function nameOf({ name }: DOMException): string {
  switch (name) {
    case 'InvalidStateError':
      return 'passkey-there';
    case 'SecurityError':
    case 'NotSupportedError':
    case 'ConstraintError':
      return 'passkeys-off';
    default:
      return 'passkey-given-up';
  }
}

import { t } from '@lingui/core/macro';
import { useRoute } from 'preact-iso';
import { NotFound } from '../not-found.tsx';
import { type ProfilePart, paths, profileParts } from '../paths.ts';
import { Page } from '../shell/page.tsx';
import { AccountPart } from './account-part.tsx';
import { LanguagePart } from './language-part.tsx';
import { partName } from './parts.ts';
import { PlaybackPart } from './playback-part.tsx';
import { PrivacyPart } from './privacy-part.tsx';

/** One page of the profile. */
export default function PartPage() {
  const asked = useRoute().params.part;
  const part = profileParts.find((known) => known === asked);
  if (!part) return <NotFound />;
  return (
    <Page title={partName(part)} width="narrow" back={{ href: paths.profile(), word: t`Back to the profile` }}>
      <Part part={part} />
    </Page>
  );
}

function Part({ part }: { part: ProfilePart }) {
  switch (part) {
    case 'account':
      return <AccountPart />;
    case 'language':
      return <LanguagePart />;
    case 'playback':
      return <PlaybackPart />;
    case 'privacy':
      return <PrivacyPart />;
  }
}
